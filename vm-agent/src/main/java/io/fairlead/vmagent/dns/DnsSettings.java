package io.fairlead.vmagent.dns;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the resolver needs to know.
 *
 * @param listen a loopback address; for 127.0.0.1 the same port of ::1 is taken too, because that
 *     is where captured IPv6 questions arrive
 * @param resolvConf names the servers that are asked for names outside of the mesh
 * @param upstreamTimeout how long they may take together, as long as any of them lives
 */
public record DnsSettings(InetSocketAddress listen, Path resolvConf, Duration upstreamTimeout) {

  public DnsSettings {
    if (listen.isUnresolved() || !listen.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "the DNS server listens on a loopback address only, not on " + listen);
    }
    if (upstreamTimeout.isNegative() || upstreamTimeout.isZero()) {
      throw new IllegalArgumentException("the time for name servers must be longer than nothing");
    }
  }
}

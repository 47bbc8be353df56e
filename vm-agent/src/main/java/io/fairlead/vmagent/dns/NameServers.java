package io.fairlead.vmagent.dns;

import io.fairlead.vmagent.host.ResolvConf;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host's name servers, read anew in the background once the file may have changed. */
final class NameServers {

  static final int DNS_PORT = 53;

  private static final Logger log = LoggerFactory.getLogger(NameServers.class);
  private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path file;
  private final int port;
  private final AtomicLong readAt = new AtomicLong(System.nanoTime());
  private volatile List<InetSocketAddress> servers;

  NameServers(Path file, int port) {
    this.file = file;
    this.port = port;
    this.servers = read();
  }

  /** What is known now; never waits for the file. */
  List<InetSocketAddress> current() {
    long before = readAt.get();
    long now = System.nanoTime();
    if (now - before > MAX_AGE_NANOS && readAt.compareAndSet(before, now)) {
      Thread.startVirtualThread(this::refresh);
    }
    return servers;
  }

  private void refresh() {
    try {
      List<InetSocketAddress> fresh = read();
      if (!fresh.equals(servers)) {
        servers = fresh;
        log.atInfo().addKeyValue("servers", fresh).log("The host's name servers have changed");
      }
    } catch (UncheckedIOException e) {
      // Whoever rewrites the file may be half done; the last good servers stay.
      log.atWarn()
          .addKeyValue("file", file)
          .setCause(e)
          .log("The host's name servers cannot be read; those known before are kept");
    }
  }

  private List<InetSocketAddress> read() {
    return ResolvConf.read(file).nameServers().stream()
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }
}

package io.fairlead.testenv.hosts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Hosts as loopback addresses, 127.0.77.1 and on, for those who are not root. */
public final class LoopbackNetwork implements HostNetwork {

  private final RunDirectory files = RunDirectory.create();
  private final List<Host> hosts = new ArrayList<>();

  @Override
  public Host host(String name) {
    Host host = LoopbackHost.create(name, "127.0.77." + (hosts.size() + 1), files.path());
    hosts.add(host);
    return host;
  }

  @Override
  public Path directory() {
    return files.path();
  }

  @Override
  public void close() {
    hosts.reversed().forEach(Host::close);
    files.close();
  }
}

package io.fairlead.testenv.hosts;

import java.nio.file.Path;

/** Hosts that reach each other by their addresses. */
public interface HostNetwork extends AutoCloseable {

  /** A new host; its name is used once. */
  Host host(String name);

  /** Files of the run; gone when the network is closed. */
  Path directory();

  /** Ends every process on every host, and takes the network away. */
  @Override
  void close();
}

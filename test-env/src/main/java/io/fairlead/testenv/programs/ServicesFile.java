package io.fairlead.testenv.programs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bridge's file of services that no registry knows. */
public final class ServicesFile {

  private final Path path;
  private final List<String> services = new ArrayList<>();

  public ServicesFile(Path path) {
    this.path = path;
    write();
  }

  public Path path() {
    return path;
  }

  /** Adds a service of one port and one instance. */
  public void add(String host, int port, String protocol, String address) {
    services.add(
        """
          - host: %s
            ports: [{number: %d, protocol: %s}]
            endpoints: [{address: "%s"}]
        """
            .formatted(host, port, protocol, address));
    write();
  }

  /** Writes what the file held before it was spoilt. */
  public void write() {
    ConfigFile.write(
        path, services.isEmpty() ? "services: []\n" : "services:\n" + String.join("", services));
  }

  /** Puts something else into the file. */
  public void spoil(String text) {
    ConfigFile.write(path, text);
  }
}

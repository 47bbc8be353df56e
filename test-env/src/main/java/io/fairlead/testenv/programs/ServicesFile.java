package io.fairlead.testenv.programs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bridge's file of services that no registry knows. */
public final class ServicesFile {

  private final Path path;
  private final Map<String, String> services = new LinkedHashMap<>();

  public ServicesFile(Path path) {
    this.path = path;
    write();
  }

  public Path path() {
    return path;
  }

  /** Adds a service of one port and one instance. */
  public void add(String host, int port, String protocol, String address) {
    services.put(
        host,
        """
          - host: %s
            ports: [{number: %d, protocol: %s}]
            endpoints: [{address: "%s"}]
        """
            .formatted(host, port, protocol, address));
    write();
  }

  public void remove(String host) {
    services.remove(host);
    write();
  }

  /** Writes what the file held before it was spoilt. */
  public void write() {
    ConfigFile.write(
        path,
        services.isEmpty() ? "services: []\n" : "services:\n" + String.join("", services.values()));
  }

  /** Puts something else into the file. */
  public void spoil(String text) {
    ConfigFile.write(path, text);
  }
}

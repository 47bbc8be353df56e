package io.fairlead.registrybridge.publish;

import io.fairlead.settings.Default;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Files in PEM by which clients and the bridge prove who they are; all of them or none. They are
 * read again when they change.
 */
public record TlsSettings(
    @Default("") Path cert, @Default("") Path key, @Default("") Path clientCa) {

  public TlsSettings {
    long given = Stream.of(cert, key, clientCa).filter(path -> !path.toString().isEmpty()).count();
    if (given != 0 && given != 3) {
      throw new IllegalArgumentException("cert, key and clientCa are given together or not at all");
    }
  }

  public boolean isOn() {
    return !cert.toString().isEmpty();
  }

  /** The same with paths resolved against the directory of the configuration file. */
  public TlsSettings in(Path directory) {
    return isOn()
        ? new TlsSettings(
            directory.resolve(cert), directory.resolve(key), directory.resolve(clientCa))
        : this;
  }
}

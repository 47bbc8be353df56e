package io.fairlead.vmagent.envoy;

import io.fairlead.vmagent.config.RecordReader;
import io.fairlead.vmagent.lifecycle.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Asks for a process of Envoy; epoch 0 is a first one, each further takes over from the one before.
 */
public record EpochRequest(Path bootstrap, int epoch, int baseId) {

  private static final EpochRequest NONE = new EpochRequest(Path.of("/"), 0, 0);

  public void write(Path file) throws IOException {
    String text = "bootstrap: '%s'\nepoch: %d\nbaseId: %d\n".formatted(bootstrap, epoch, baseId);
    AtomicFiles.write(file, text, "rw-r-----");
  }

  /**
   * @throws io.fairlead.vmagent.config.ConfigException where the file is something else
   */
  public static EpochRequest read(Path file) {
    return RecordReader.read(file, NONE);
  }
}

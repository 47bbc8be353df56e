package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.TestEnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The root file systems that hosts boot from; {@code test-env/hosts/images} makes them. */
public enum Image {
  DEBIAN("debian-12"),
  /** The same with cloud-init, which does what a directory of the host tells it. */
  CLOUD("cloud"),
  /** Installs rpms by dnf; what a distribution would provide comes from a package of its own. */
  RPM("rpm");

  private static final String VARIABLE = "FAIRLEAD_HOSTS";

  private final String directory;

  Image(String directory) {
    this.directory = directory;
  }

  Path root() {
    String images = System.getenv(VARIABLE);
    if (images == null || images.isEmpty()) {
      throw new TestEnvironmentException(
          VARIABLE + " is not set: run this by ./dev, which makes the root file systems of hosts");
    }
    Path root = Path.of(images).resolve(directory);
    if (!Files.isDirectory(root)) {
      throw new TestEnvironmentException(
          "%s does not exist: run ./dev test, or test-env/hosts/images %s".formatted(root, images));
    }
    return root;
  }
}

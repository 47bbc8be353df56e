package io.fairlead.vmagent;

import io.fairlead.vmagent.envoy.RuntimePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes what is missing below the runtime directory, and takes away what a life before asked for.
 */
final class AgentDirectories {

  private AgentDirectories() {}

  static void create(RuntimePaths paths) throws IOException {
    create(paths.directory(), "rwxrwx---");
    create(paths.envoyDirectory(), "rwxr-x---");
    create(paths.captureDirectory(), "rwxr-x---");
    create(paths.controlDirectory(), "rwx------");
    Files.deleteIfExists(paths.ready());
    Files.deleteIfExists(paths.leaveRequest());
    Files.deleteIfExists(paths.leftAnswer());
  }

  private static void create(Path directory, String mode) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
    }
  }
}

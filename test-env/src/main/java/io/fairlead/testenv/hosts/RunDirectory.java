package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.TestEnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where one run keeps its files: a directory named by the process id, below {@code FAIRLEAD_RUN}.
 *
 * <p>What a killed run left behind is removed by the next one.
 */
public final class RunDirectory implements AutoCloseable {

  /** Unix sockets live below, and their whole path may have 107 bytes. */
  private static final int LONGEST_BASE = 60;

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path;
  }

  public static RunDirectory create() {
    Path base = base();
    try {
      Files.createDirectories(base);
      sweep(base);
      Path path = Files.createTempDirectory(base, ProcessHandle.current().pid() + "-");
      // Processes of other users have files of their own below.
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      return new RunDirectory(path);
    } catch (IOException e) {
      throw new TestEnvironmentException("No directory for this run can be made in " + base, e);
    }
  }

  public Path path() {
    return path;
  }

  private static Path base() {
    String configured = System.getenv("FAIRLEAD_RUN");
    if (configured == null || configured.length() > LONGEST_BASE) {
      return Path.of(System.getProperty("java.io.tmpdir"), "fairlead-run");
    }
    return Path.of(configured);
  }

  private static void sweep(Path base) throws IOException {
    try (Stream<Path> runs = Files.list(base)) {
      runs.filter(RunDirectory::isLeftOver).forEach(RunDirectory::delete);
    }
  }

  private static boolean isLeftOver(Path run) {
    String pid = run.getFileName().toString().split("-", 2)[0];
    return pid.matches("[0-9]{1,9}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (Files.exists(path)) {
      delete(path);
    }
  }
}

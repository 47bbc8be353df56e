package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.TestEnvironmentException;
import io.fairlead.testenv.process.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Control groups for the hosts of one network, named by the process id; each systemd needs its own.
 *
 * <p>What a killed run left behind is removed by the next one.
 */
final class ControlGroups implements AutoCloseable {

  private static final String PREFIX = "fairlead-";
  private static final Duration END = Duration.ofSeconds(10);

  /** Tells the networks of one run apart. */
  private static final AtomicInteger NETWORKS = new AtomicInteger();

  private final String name;

  private ControlGroups(String name) {
    this.name = name;
  }

  static ControlGroups create() {
    for (Path tree : trees()) {
      try (Stream<Path> groups = Files.list(tree)) {
        groups.filter(ControlGroups::isLeftOver).forEach(ControlGroups::remove);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ControlGroups(
        "%s%d-%d".formatted(PREFIX, ProcessHandle.current().pid(), NETWORKS.incrementAndGet()));
  }

  /** Where systemd keeps its groups on this machine: the unified tree, the named one, or both. */
  static List<Path> trees() {
    try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
      return mounts
          .map(line -> line.split(" "))
          .filter(mount -> mount[2].equals("cgroup2") || mount[3].contains("name=systemd"))
          .map(mount -> Path.of(mount[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The group of one host, below every tree. */
  Path of(String host) {
    return Path.of(name, host);
  }

  private static boolean isLeftOver(Path group) {
    String file = group.getFileName().toString();
    String pid = file.startsWith(PREFIX) ? file.substring(PREFIX.length()).split("-", 2)[0] : "";
    return pid.matches("[0-9]{1,9}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }

  /** A group can be removed once its last process is gone and its children are. */
  private static boolean remove(Path group) {
    if (!Files.isDirectory(group)) {
      return true;
    }
    try (Stream<Path> groups = Files.walk(group)) {
      for (Path each :
          groups.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      Waiting.until(
          "the control groups of the hosts to be empty",
          END,
          () -> trees().stream().map(tree -> tree.resolve(name)).allMatch(ControlGroups::remove));
    } catch (TestEnvironmentException e) {
      throw new TestEnvironmentException("A process of a host outlived it", e);
    }
  }
}

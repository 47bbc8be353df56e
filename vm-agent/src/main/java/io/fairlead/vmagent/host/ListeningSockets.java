package io.fairlead.vmagent.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The TCP ports on which this network namespace listens, and by which programs. */
public final class ListeningSockets {

  private static final String LISTEN = "0A";

  private final Path proc;

  public ListeningSockets() {
    this(Path.of("/proc"));
  }

  ListeningSockets(Path proc) {
    this.proc = proc;
  }

  /** Every port with a listening TCP socket, on whatever address. */
  public Set<Integer> ports() {
    return new TreeSet<>(portsByInode().values());
  }

  /**
   * The ports on which a program of that name listens. Only root sees the sockets of other users,
   * so others get an empty answer.
   */
  public Set<Integer> portsOf(String program) {
    Map<Long, Integer> byInode = portsByInode();
    Set<Integer> ports = new TreeSet<>();
    for (Path process : list(proc, path -> path.getFileName().toString().matches("\\d+"))) {
      if (firstLine(process.resolve("comm")).equals(program)) {
        inodes(process.resolve("fd"))
            .filter(byInode::containsKey)
            .forEach(inode -> ports.add(byInode.getOrDefault(inode, 0)));
      }
    }
    return ports;
  }

  private Map<Long, Integer> portsByInode() {
    Map<Long, Integer> ports = new HashMap<>();
    for (String file : new String[] {"self/net/tcp", "self/net/tcp6"}) {
      for (String line : lines(proc.resolve(file))) {
        String[] field = line.strip().split("\\s+");
        if (field.length > 9 && field[3].equals(LISTEN)) {
          String local = field[1];
          ports.put(
              Long.valueOf(field[9]), Integer.valueOf(local.substring(local.indexOf(':') + 1), 16));
        }
      }
    }
    return ports;
  }

  private static Stream<Long> inodes(Path descriptors) {
    return list(descriptors, path -> true).stream()
        .map(ListeningSockets::target)
        .filter(target -> target.startsWith("socket:["))
        .map(target -> Long.valueOf(target.substring(8, target.length() - 1)));
  }

  private static List<Path> list(Path directory, Predicate<Path> wanted) {
    try (Stream<Path> found = Files.list(directory)) {
      return found.filter(wanted).toList();
    } catch (IOException | UncheckedIOException e) {
      // The process has ended, or belongs to somebody whom we may not look at.
      return List.of();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      // No tcp6 where the kernel has no IPv6.
      return List.of();
    }
  }

  private static String firstLine(Path file) {
    return lines(file).stream().findFirst().orElse("");
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }
}

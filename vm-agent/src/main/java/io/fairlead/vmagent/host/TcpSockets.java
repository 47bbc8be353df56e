package io.fairlead.vmagent.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP sockets of this network namespace: who listens where, and what is open. */
public final class TcpSockets {

  private final Path proc;

  public TcpSockets() {
    this(Path.of("/proc"));
  }

  TcpSockets(Path proc) {
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

  /** How many open connections have one of these ports on this side. */
  public long connectionsOf(Set<Integer> localPorts) {
    return sockets()
        .filter(socket -> socket.isConnected() && localPorts.contains(socket.localPort()))
        .count();
  }

  private Map<Long, Integer> portsByInode() {
    return sockets()
        .filter(Socket::isListening)
        .collect(Collectors.toMap(Socket::inode, Socket::localPort, (one, other) -> one));
  }

  /** One line of the kernel's tables; the states are those of its tcp_states.h, in hex. */
  private record Socket(int localPort, String state, long inode) {

    boolean isListening() {
      return state.equals("0A");
    }

    /** Established, or closed by one side only. */
    boolean isConnected() {
      return Set.of("01", "04", "05", "08").contains(state);
    }
  }

  private Stream<Socket> sockets() {
    return Stream.of("self/net/tcp", "self/net/tcp6")
        .flatMap(file -> lines(proc.resolve(file)).stream())
        .map(line -> line.strip().split("\\s+"))
        .filter(field -> field.length > 9 && field[1].matches("\\p{XDigit}+:\\p{XDigit}{4}"))
        .map(
            field ->
                new Socket(
                    Integer.parseInt(field[1].substring(field[1].indexOf(':') + 1), 16),
                    field[3],
                    Long.parseLong(field[9])));
  }

  private static Stream<Long> inodes(Path descriptors) {
    return list(descriptors, path -> true).stream()
        .map(TcpSockets::target)
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

package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads sockets of a proxy's own host. Those of the mesh are nobody's to call through a proxy,
 * which may open more of them than who calls it.
 */
final class UnixSockets {

  /** What a system's own structure holds. */
  private static final int LONGEST = 107;

  private static final List<String> OF_THE_MESH = List.of("/run/fairlead", "/var/run/fairlead");
  private static final List<String> NO_SEGMENTS = List.of("", ".", "..");

  private UnixSockets() {}

  /**
   * @param socket what stands behind {@code unix://}
   */
  static Optional<String> read(String path, String socket, Findings findings) {
    Optional<String> problem = problem(socket);
    problem.ifPresent(sentence -> findings.error(ProblemCode.BAD_ADDRESS, path, sentence));
    return problem.isPresent() ? Optional.empty() : Optional.of(socket);
  }

  private static Optional<String> problem(String socket) {
    boolean isAbstract = socket.startsWith("@") && socket.length() > 1;
    if (!isAbstract && !isFile(socket)) {
      return Optional.of(
          Excerpt.of(socket) + " is no path of a socket: write unix:///path or unix://@name");
    }
    if (socket.length() > LONGEST) {
      return Optional.of("is longer than 107 characters, which no system takes: shorten the path");
    }
    return OF_THE_MESH.stream().anyMatch(socket::startsWith)
        ? Optional.of(Excerpt.of(socket) + " is the mesh's own: name a socket of an application")
        : Optional.empty();
  }

  private static boolean isFile(String socket) {
    return socket.startsWith("/")
        && Arrays.stream(socket.substring(1).split("/", -1)).noneMatch(NO_SEGMENTS::contains);
  }
}

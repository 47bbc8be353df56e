package io.fairlead.vmagent.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The SSH session from which the operator works. sudo takes the variable away that names it, so the
 * processes above are asked as well.
 */
final class SshSession {

  private static final String VARIABLE = "SSH_CONNECTION";
  private static final int MAX_DEPTH = 32;
  private static final int MAX_BYTES = 1024 * 1024;

  private SshSession() {}

  /** The port on which sshd took the session in. */
  static OptionalInt port(Map<String, String> environment) {
    OptionalInt own = serverPort(environment.getOrDefault(VARIABLE, ""));
    return own.isPresent() ? own : ofAncestors();
  }

  /** The value holds the client's address and port, then the server's. */
  static OptionalInt serverPort(String connection) {
    String[] words = connection.strip().split("\\s+");
    return words.length == 4 && words[3].matches("\\d{1,5}")
        ? OptionalInt.of(PortRange.of(Integer.parseInt(words[3])).first())
        : OptionalInt.empty();
  }

  private static OptionalInt ofAncestors() {
    return Stream.iterate(
            ProcessHandle.current().parent(),
            Optional::isPresent,
            handle -> handle.flatMap(ProcessHandle::parent))
        .limit(MAX_DEPTH)
        .flatMap(Optional::stream)
        .map(handle -> serverPort(variable(handle.pid())))
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  private static String variable(long pid) {
    try (var in = Files.newInputStream(Path.of("/proc", Long.toString(pid), "environ"))) {
      String variables = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      return Stream.of(variables.split("\0"))
          .filter(entry -> entry.startsWith(VARIABLE + "="))
          .map(entry -> entry.substring(VARIABLE.length() + 1))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      // Another user's process: without privilege its variables are none of our business.
      return "";
    }
  }
}

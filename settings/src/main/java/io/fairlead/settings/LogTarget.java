package io.fairlead.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a program's log goes: to the journal where systemd connected standard error to it, else to
 * the console, never to both. Must be chosen before the first logger exists.
 */
public enum LogTarget {
  JOURNAL,
  CONSOLE;

  /** What the Log4j configuration of each program asks for. */
  private static final String PROPERTY = "fairlead.log";

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
  private static final Path JOURNAL_SOCKET = Path.of("/run/systemd/journal/socket");

  /** Chooses by {@code JOURNAL_STREAM}, which names the device and inode of the stream. */
  public static LogTarget of(Map<String, String> environment) {
    String stream = environment.getOrDefault("JOURNAL_STREAM", "");
    String inode = stream.substring(stream.indexOf(':') + 1);
    if (inode.isEmpty() || !Files.exists(JOURNAL_SOCKET)) {
      return CONSOLE;
    }
    try {
      String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return target.equals("socket:[" + inode + "]") ? JOURNAL : CONSOLE;
    } catch (IOException e) {
      return CONSOLE;
    }
  }

  /** Makes the choice known to Log4j. */
  public void choose() {
    System.setProperty(PROPERTY, this == JOURNAL ? "journal" : "console");
  }
}

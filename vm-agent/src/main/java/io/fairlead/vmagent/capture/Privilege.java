package io.fairlead.vmagent.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this process may change the rules of its network (capabilities(7)). */
final class Privilege {

  private static final long NET_ADMIN = 1L << 12;
  private static final long NET_RAW = 1L << 13;

  private Privilege() {}

  static boolean isHeld() {
    long held = effective();
    return (held & NET_ADMIN) != 0 && (held & NET_RAW) != 0;
  }

  static void require() {
    if (!isHeld()) {
      throw CaptureException.host(
          "capture needs the capabilities CAP_NET_ADMIN and CAP_NET_RAW: run it as root, or by its"
              + " systemd unit");
    }
  }

  private static long effective() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("CapEff:"))
          .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the capabilities of this process", e);
    }
  }
}

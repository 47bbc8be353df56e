package io.fairlead.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Memory, threads and open files of a process, as /proc tells them.
 *
 * @param residentBytes now
 * @param highestBytes the most that was ever resident
 */
public record ProcessStatus(long residentBytes, long highestBytes, int threads, int openFiles) {

  public static ProcessStatus of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      List<String> lines = Files.readAllLines(process.resolve("status"));
      return new ProcessStatus(
          number(lines, "VmRSS:") << 10,
          number(lines, "VmHWM:") << 10,
          (int) number(lines, "Threads:"),
          (int) files.count());
    } catch (IOException e) {
      throw new UncheckedIOException("reading what /proc tells of process " + pid, e);
    }
  }

  private static long number(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("/proc tells no " + key));
  }
}

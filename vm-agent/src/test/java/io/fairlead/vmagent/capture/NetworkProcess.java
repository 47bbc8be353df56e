package io.fairlead.vmagent.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A running {@link NetworkProgram}. */
final class NetworkProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;

  NetworkProcess(Process process) {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Sends one command and gives its answer. */
  String tell(String command, Object... values) {
    try {
      process
          .getOutputStream()
          .write((command.formatted(values) + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      String answer = answers.readLine();
      return answer == null ? "failed: the program has ended" : answer;
    } catch (IOException e) {
      throw new UncheckedIOException("telling a test program: " + command, e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

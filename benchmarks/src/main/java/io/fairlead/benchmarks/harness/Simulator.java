package io.fairlead.benchmarks.harness;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fairlead.benchmarks.simulator.SimulatorMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The fleet simulator as a process: commands in, objects out. */
final class Simulator implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms256m", "-Xmx4g", "-XX:-UsePerfData");

  private static final int LIMIT_SECONDS = 300;

  private final Process process;
  private final PrintWriter commands;

  /** Keeps each answer with its command. */
  private final ReentrantLock asking = new ReentrantLock();

  /** Bounded by what is asked: one answer a command, one event a watch. */
  private final BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();

  private final BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();

  private Simulator(Process process) {
    this.process = process;
    this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    Thread.ofVirtual().name("simulator").start(this::read);
  }

  static Simulator start(Path directory, List<String> options) {
    List<String> command = new ArrayList<>(Programs.java(FLAGS, SimulatorMain.class.getName()));
    command.addAll(options);
    return new Simulator(Programs.start(command, directory.resolve("simulator.log").toFile()));
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      String line = in.readLine();
      while (line != null) {
        JsonObject object = JsonParser.parseString(line).getAsJsonObject();
        (object.has("event") ? events : answers).add(object);
        line = in.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from the simulator", e);
    }
  }

  JsonObject ask(String command) {
    JsonObject answer;
    asking.lock();
    try {
      commands.println(command);
      answer = next(answers, command, LIMIT_SECONDS);
    } finally {
      asking.unlock();
    }
    if (answer.has("error")) {
      throw new BenchException(answer.get("error").getAsString());
    }
    return answer;
  }

  /** The next watch that every proxy has met. */
  JsonObject event(int seconds) {
    return next(events, "watch", seconds);
  }

  private JsonObject next(BlockingQueue<JsonObject> queue, String what, int seconds) {
    try {
      JsonObject object = queue.poll(seconds, TimeUnit.SECONDS);
      if (object == null) {
        throw new BenchException(
            "the simulator did not answer '%s' in %d s; %s"
                .formatted(what, seconds, queue == events ? ask("totals") : "it may have ended"));
      }
      return object;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while waiting for the simulator", e);
    }
  }

  @Override
  public void close() {
    commands.println("quit");
    commands.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

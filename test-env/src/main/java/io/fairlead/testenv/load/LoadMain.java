package io.fairlead.testenv.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests at a constant rate, however slowly they are answered, and prints every result.
 *
 * <p>Arguments: host, port, requests per second, seconds. One line a request: its time in
 * milliseconds since the start, its duration in microseconds, the status or {@code -}, and the body
 * or the error. Half of the requests make a connection of their own, the others share kept ones. It
 * ends by itself after the given seconds. On SIGTERM it begins no request more, and ends when those
 * that are under way have ended. It is a program of its own and uses the JDK only.
 */
public final class LoadMain {

  private static final int LONGEST_RUN_SECONDS = 600;
  private static final int HIGHEST_RATE = 1_000;

  private LoadMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    int rate = Math.min(HIGHEST_RATE, Integer.parseInt(arguments[2]));
    int seconds = Math.min(LONGEST_RUN_SECONDS, Integer.parseInt(arguments[3]));
    HttpConnections connections = new HttpConnections(arguments[0], Integer.parseInt(arguments[1]));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int requests = rate * seconds;
    CountDownLatch left = new CountDownLatch(requests);
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    var ticks =
        clock.scheduleAtFixedRate(
            () -> {
              int number = next.getAndIncrement();
              if (number < requests) {
                Thread.startVirtualThread(() -> request(connections, number, start, out, left));
              }
            },
            0,
            TimeUnit.SECONDS.toNanos(1) / rate,
            TimeUnit.NANOSECONDS);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  int begun = Math.min(requests, next.getAndAdd(requests));
                  awaitAll(left, requests - begun, out);
                }));
    // A bound on the whole, whatever hangs.
    if (!left.await(seconds + 30L, TimeUnit.SECONDS)) {
      out.println("0 0 - the load did not end in time");
    }
    ticks.cancel(true);
    clock.shutdownNow();
  }

  /** Waits until all but {@code never} requests have been answered. */
  private static void awaitAll(CountDownLatch left, int never, PrintStream out) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (left.getCount() > never && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    if (left.getCount() > never) {
      out.println("0 0 - requests were still under way 30 s after the end");
    }
  }

  private static void request(
      HttpConnections connections, int number, long start, PrintStream out, CountDownLatch left) {
    long begin = System.nanoTime();
    String result;
    try {
      result = connections.get("/load/" + number, number % 2 == 0);
    } catch (IOException e) {
      result = "- " + e;
    }
    long end = System.nanoTime();
    out.println(
        Duration.ofNanos(begin - start).toMillis()
            + " "
            + Duration.ofNanos(end - begin).toNanos() / 1_000
            + " "
            + result.strip().replace('\n', ' '));
    left.countDown();
  }
}

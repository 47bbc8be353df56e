package io.fairlead.registrybridge.source.consul;

import java.time.Duration;

/**
 * One blocking query, asked again and again. Consul's rules for the index: an index that went back
 * means a new state, so it is asked for from the start; so it is after every error, because a
 * restarted Consul may count from below and would otherwise let us wait; it is never below 1 once
 * there was an answer, since 0 does not block.
 */
final class ConsulWatch implements Runnable {

  /** What changes while nobody asks is told by the next answer, so a short gap loses nothing. */
  private static final Duration GAP = Duration.ofMillis(50);

  private final Query query;
  private final ConsulClient client;
  private final Signals signals;
  private final Pause pause;

  /**
   * What is asked and how the answer is read.
   *
   * @param name tells the watch apart
   */
  record Query(String name, String path, Duration waitTime, Signal.Reader reader) {}

  ConsulWatch(Query query, ConsulClient client, Signals signals, Pause pause) {
    this.query = query;
    this.client = client;
    this.signals = signals;
    this.pause = pause;
  }

  @Override
  public void run() {
    long index = 0;
    int failures = 0;
    try {
      while (!pause.isClosed()) {
        try {
          index = ask(index);
          failures = 0;
          pause.of(GAP);
        } catch (ConsulException e) {
          index = 0;
          failures++;
          if (!pause.isClosed()) {
            signals.failed(query.name(), e.sentence());
          }
          pause.of(pause.backoff(failures));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long ask(long index) throws ConsulException {
    ConsulClient.Answer answer =
        index == 0 ? client.get(query.path()) : client.get(query.path(), index, query.waitTime());
    if (index != 0 && answer.index() == index) {
      signals.alive(query.name());
      return index;
    }
    signals.told(query.name(), query.reader().read(answer.body()));
    return nextIndex(index, answer.index());
  }

  /** The index to ask from, or 0 to ask without waiting. */
  static long nextIndex(long asked, long answered) {
    return answered < asked ? 0 : Math.max(1, answered);
  }
}

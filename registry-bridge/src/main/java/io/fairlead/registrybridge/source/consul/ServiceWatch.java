package io.fairlead.registrybridge.source.consul;

import java.time.Duration;

/**
 * The query that stands open for one service. Each answer is the whole of it, and an answer comes
 * after the wait at the latest, so that nothing stays unseen for longer. Ends with the first error:
 * the service is then read as the others are.
 */
final class ServiceWatch implements Runnable {

  /** Between two answers, so that an instance that flaps costs a bounded number of them. */
  private static final Duration GAP = Duration.ofMillis(50);

  /** Answers that come faster and tell nothing new are asked for ever more rarely. */
  private static final Duration QUICK = Duration.ofSeconds(1);

  private static final int MOST_DOUBLINGS = 6;

  private final String service;
  private final Asked asked;
  private Seen seen;
  private volatile boolean isEnded;

  /** Whom it asks, and where it leaves what it is told. */
  record Asked(ConsulClient client, Duration waitTime, Signals signals, Pause pause) {}

  ServiceWatch(String service, Seen seen, Asked asked) {
    this.service = service;
    this.seen = seen;
    this.asked = asked;
  }

  String service() {
    return service;
  }

  /** Nobody hears it from now on. Its thread is interrupted by whoever started it. */
  void end() {
    isEnded = true;
  }

  @Override
  public void run() {
    int idle = 0;
    try {
      while (!isEnded && !asked.pause().isClosed()) {
        long begun = System.nanoTime();
        boolean isQuiet = !ask() && System.nanoTime() - begun < QUICK.toNanos();
        idle = isQuiet ? Math.min(idle + 1, MOST_DOUBLINGS) : 0;
        asked.pause().of(GAP.multipliedBy(1L << idle));
      }
    } catch (ConsulException e) {
      if (!isEnded && !asked.pause().isClosed()) {
        asked.signals().left(this, new Signal.Lost(this, e.isOverLimit()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the answer told anything new. */
  private boolean ask() throws ConsulException {
    String path = Seen.path(service);
    ConsulClient.Answer answer =
        seen.index() == 0
            ? asked.client().get(path)
            : asked.client().get(path, seen.index(), asked.waitTime());
    Seen next = Seen.of(answer);
    boolean isNew = !next.digest().equals(seen.digest());
    if (isNew) {
      asked.signals().left(this, new Signal.Instances(this, ConsulJson.instances(answer.body())));
    }
    seen = new Seen(ConsulWatch.nextIndex(seen.index(), next.index()), next.digest());
    return isNew;
  }
}

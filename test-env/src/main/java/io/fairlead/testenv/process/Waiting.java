package io.fairlead.testenv.process;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for the world with a limit, and says in one sentence what did not come. */
public final class Waiting {

  private static final Duration POLL = Duration.ofMillis(25);

  private Waiting() {}

  /** An exception from the condition counts as not yet. */
  public static void until(String what, Duration limit, Callable<Boolean> condition) {
    forValue(what, limit, () -> Optional.of(true).filter(yes -> ask(condition)));
  }

  public static <T> T forValue(String what, Duration limit, Callable<Optional<T>> source) {
    AtomicReference<Optional<T>> found = new AtomicReference<>(Optional.empty());
    try {
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .atMost(limit)
          .ignoreExceptions()
          .until(
              () -> {
                found.set(source.call());
                return found.get().isPresent();
              });
    } catch (ConditionTimeoutException e) {
      throw new TestEnvironmentException(
          "Waited %d s in vain for %s".formatted(limit.toSeconds(), what), e);
    }
    return found.get().orElseThrow();
  }

  /** Lets time pass, for what must hold over a time. */
  public static void pass(Duration time) throws InterruptedException {
    new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean ask(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      return false;
    }
  }
}

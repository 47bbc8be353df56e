package io.fairlead.controlplane.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets many callers share few commits: whoever has the turn commits for all who wait, and while it
 * does so the next ones gather. Each caller returns once its own is committed. The queue is bounded
 * by the callers, since each waits for the one that it has in it.
 */
final class GroupCommit<T, R> {

  /** So that nobody waits for more than this many to be written. */
  static final int MOST_AT_ONCE = 1_000;

  /** Commits all or nothing; gives a result for each, in order. */
  interface Commit<T, R> {
    List<R> of(List<T> wanted);
  }

  private static final class Waiting<T, R> {
    private final T wanted;

    /** Owned by the turn, as is the next field. */
    private @Nullable R result;

    private @Nullable RuntimeException failure;

    Waiting(T wanted) {
      this.wanted = wanted;
    }
  }

  private final Commit<T, R> commit;
  private final Queue<Waiting<T, R>> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  GroupCommit(Commit<T, R> commit) {
    this.commit = commit;
  }

  R run(T wanted) {
    Waiting<T, R> mine = new Waiting<>(wanted);
    queue.add(mine);
    turn.lock();
    try {
      Optional<R> outcome = outcome(mine);
      while (outcome.isEmpty()) {
        commitNext();
        outcome = outcome(mine);
      }
      return outcome.get();
    } finally {
      turn.unlock();
    }
  }

  /** Callers whose commit has not begun. */
  int waiting() {
    return queue.size();
  }

  private static <T, R> Optional<R> outcome(Waiting<T, R> waiting) {
    RuntimeException failure = waiting.failure;
    if (failure instanceof StoreException known) {
      // Each caller gets one of its own, with its own way here.
      throw new StoreException(String.valueOf(known.getMessage()), known);
    }
    if (failure != null) {
      throw new IllegalStateException("another caller's commit failed", failure);
    }
    return Optional.ofNullable(waiting.result);
  }

  private void commitNext() {
    Queue<Waiting<T, R>> batch = new ArrayDeque<>();
    List<T> wanted = new ArrayList<>();
    for (Waiting<T, R> next = queue.poll(); next != null; next = queue.poll()) {
      batch.add(next);
      wanted.add(next.wanted);
      if (batch.size() == MOST_AT_ONCE) {
        break;
      }
    }
    RuntimeException failure = new IllegalStateException("the commit broke off");
    try {
      for (R result : commit.of(wanted)) {
        batch.remove().result = result;
      }
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      // Empty where all went well; where not, nobody may wait for ever.
      for (Waiting<T, R> failed : batch) {
        failed.failure = failure;
      }
    }
  }
}

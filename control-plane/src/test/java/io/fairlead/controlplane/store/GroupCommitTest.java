package io.fairlead.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Integer> sizes = new ArrayList<>();
  private final CountDownLatch diskIsBusy = new CountDownLatch(1);
  private final CountDownLatch diskIsFree = new CountDownLatch(1);

  @AfterEach
  void stop() {
    diskIsFree.countDown();
    callers.close();
  }

  /** The first commit lasts until the disk is free. */
  private List<Integer> commit(List<Integer> wanted) {
    sizes.add(wanted.size());
    if (sizes.size() == 1) {
      diskIsBusy.countDown();
      try {
        diskIsFree.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    if (wanted.contains(-1)) {
      throw new StoreException("the disk is full");
    }
    return wanted.stream().map(number -> 2 * number).toList();
  }

  private List<Future<Integer>> runWhileBusy(GroupCommit<Integer, Integer> commits, int... wanted)
      throws InterruptedException {
    List<Future<Integer>> answers = new ArrayList<>();
    answers.add(callers.submit(() -> commits.run(0)));
    diskIsBusy.await();
    for (int number : wanted) {
      answers.add(callers.submit(() -> commits.run(number)));
    }
    await().until(() -> commits.waiting() == wanted.length);
    diskIsFree.countDown();
    return answers;
  }

  @Test
  void thoseWhoComeWhileTheDiskIsBusyShareTheNextCommit() throws Exception {
    GroupCommit<Integer, Integer> commits = new GroupCommit<>(this::commit);
    int[] wanted = new int[600];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = i + 1;
    }
    List<Future<Integer>> answers = runWhileBusy(commits, wanted);
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get()).isEqualTo(2 * i);
    }
    assertThat(sizes).containsExactly(1, 600);
  }

  @Test
  void oneCommitIsBounded() throws Exception {
    GroupCommit<Integer, Integer> commits = new GroupCommit<>(this::commit);
    List<Future<Integer>> answers = runWhileBusy(commits, new int[GroupCommit.MOST_AT_ONCE + 500]);
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isZero();
    }
    assertThat(sizes).containsExactly(1, GroupCommit.MOST_AT_ONCE, 500);
  }

  @Test
  void aFailureReachesEachOfThemAndNoneOfTheNext() throws Exception {
    GroupCommit<Integer, Integer> commits = new GroupCommit<>(this::commit);
    List<Future<Integer>> answers = runWhileBusy(commits, 1, -1, 2);
    assertThat(answers.getFirst().get()).isZero();
    for (Future<Integer> answer : answers.subList(1, 4)) {
      assertThat(answer)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(StoreException.class)
          .withMessageContaining("the disk is full");
    }
    assertThat(commits.run(21)).isEqualTo(42);
  }
}

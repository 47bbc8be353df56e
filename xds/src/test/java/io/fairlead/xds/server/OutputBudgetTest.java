package io.fairlead.xds.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OutputBudgetTest {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final FakeTimer timer = new FakeTimer();
  private final OutputBudget budget = new OutputBudget(new Limits.Output(100, 30, PATIENCE), timer);
  private final List<String> told = new ArrayList<>();

  /** A stream over a transport that writes when it is told to. */
  private final class FakeStream implements OutputBudget.Writer {
    private final String name;
    private final OutputBudget.Account account = new OutputBudget.Account(this);
    private long wanted;

    FakeStream(String name) {
      this.name = name;
    }

    boolean wants(long bytes) {
      boolean mayWrite = budget.reserve(account, bytes);
      wanted = mayWrite ? 0 : bytes;
      return mayWrite;
    }

    void isRead() {
      budget.written(account);
    }

    @Override
    public void mayWrite() {
      assertThat(budget.reserve(account, wanted)).isTrue();
      told.add(name);
    }

    @Override
    public void mustEnd() {
      told.add(name + " ends");
      budget.close(account);
    }
  }

  private FakeStream stream(String name) {
    return new FakeStream(name);
  }

  @Test
  void letsStreamsWriteUntilAllIsUsed() {
    FakeStream one = stream("one");
    FakeStream two = stream("two");
    assertThat(one.wants(60)).isTrue();
    assertThat(two.wants(41)).isFalse();
    assertThat(budget.use().pendingBytes()).isEqualTo(60);
    one.isRead();
    assertThat(told).containsExactly("two");
    assertThat(budget.use()).isEqualTo(new OutputBudget.Use(41, 0, 0, 0, 0));
  }

  @Test
  void servesThoseWhoWaitInTurnAndLetsNobodyPass() {
    FakeStream first = stream("first");
    first.wants(90);
    List<FakeStream> waiting = IntStream.range(0, 3).mapToObj(i -> stream("waiting " + i)).toList();
    waiting.forEach(stream -> assertThat(stream.wants(60)).isFalse());
    assertThat(stream("small").wants(5)).as("would fit, but others wait").isFalse();
    first.isRead();
    assertThat(told).containsExactly("waiting 0");
    waiting.get(0).isRead();
    assertThat(told).containsExactly("waiting 0", "waiting 1");
    waiting.get(1).isRead();
    assertThat(told).containsExactly("waiting 0", "waiting 1", "waiting 2", "small");
  }

  @Test
  void letsAnAnswerLargerThanEverythingGoAlone() {
    FakeStream small = stream("small");
    FakeStream large = stream("large");
    small.wants(1);
    assertThat(large.wants(1_000)).isFalse();
    small.isRead();
    assertThat(told).containsExactly("large");
    assertThat(small.wants(1)).isFalse();
    large.isRead();
    assertThat(told).containsExactly("large", "small");
  }

  @Test
  void givesBackWhatAStreamHeldOrWaitedForWhenItEnds() {
    FakeStream one = stream("one");
    FakeStream two = stream("two");
    FakeStream three = stream("three");
    one.wants(100);
    two.wants(100);
    three.wants(100);
    budget.close(two.account);
    budget.close(one.account);
    assertThat(told).containsExactly("three");
    budget.close(three.account);
    assertThat(budget.use()).isEqualTo(new OutputBudget.Use(0, 0, 0, 0, 0));
    assertThat(one.wants(1)).as("ended").isFalse();
  }

  @Test
  void countsWhoDoesNotReadAsStalledAndAgainNotOnceItReads() {
    FakeStream slow = stream("slow");
    slow.wants(20);
    timer.passes(PATIENCE.plusSeconds(1));
    assertThat(budget.use()).isEqualTo(new OutputBudget.Use(20, 20, 1, 0, 0));
    slow.isRead();
    assertThat(budget.use()).isEqualTo(new OutputBudget.Use(0, 0, 0, 0, 0));
  }

  @Test
  void cutsOffWhoIsStalledLongestWhereTheirShareIsFull() {
    stream("a").wants(20);
    timer.passes(Duration.ofSeconds(1));
    stream("b").wants(10);
    timer.passes(Duration.ofSeconds(1));
    stream("c").wants(15);
    timer.passes(PATIENCE.multipliedBy(3));
    assertThat(told).containsExactly("a ends");
    assertThat(budget.use()).isEqualTo(new OutputBudget.Use(25, 25, 2, 0, 1));
  }

  @Test
  void bringsEverybodyElseThroughThoughHalfNeverRead() {
    List<FakeStream> never = IntStream.range(0, 50).mapToObj(i -> stream("never " + i)).toList();
    List<FakeStream> quick = IntStream.range(0, 50).mapToObj(i -> stream("quick " + i)).toList();
    never.forEach(stream -> stream.wants(10));
    quick.forEach(stream -> stream.wants(10));
    for (int second = 0; second < 60; second++) {
      timer.passes(Duration.ofSeconds(1));
      quick.stream().filter(stream -> told.contains(stream.name)).forEach(FakeStream::isRead);
    }
    assertThat(told).containsAll(quick.stream().map(stream -> stream.name).toList());
    assertThat(budget.use().stalledBytes()).isLessThanOrEqualTo(30);
    assertThat(budget.use().waiting()).isZero();
  }

  @Test
  void toleratesOneSlowClientWithALargeAnswer() {
    FakeStream slow = stream("slow");
    slow.wants(50);
    timer.passes(PATIENCE.multipliedBy(5));
    assertThat(told).isEmpty();
    FakeStream slower = stream("slower");
    slower.wants(10);
    timer.passes(PATIENCE.multipliedBy(5));
    assertThat(told).containsExactly("slow ends");
  }

  @Test
  void looksAtNothingWhileNothingIsPending() {
    FakeStream one = stream("one");
    one.wants(10);
    one.isRead();
    timer.passes(PATIENCE.multipliedBy(2));
    assertThat(timer.pending()).isZero();
  }
}

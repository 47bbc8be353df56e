package io.fairlead.xds.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

  private static final Limits.Entry LIMITS =
      new Limits.Entry(2, Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofSeconds(30));

  private final FakeTimer timer = new FakeTimer();
  private final Admission admission = new Admission(LIMITS, timer);
  private final List<String> told = new ArrayList<>();

  private final class FakeGuest implements Admission.Guest {
    private final String name;
    private final Admission.Place place = new Admission.Place(this);

    FakeGuest(String name) {
      this.name = name;
    }

    @Override
    public void invited() {
      told.add(name + " invited");
    }

    @Override
    public void admitted() {
      told.add(name + " admitted");
    }

    @Override
    public void overdue() {
      told.add(name + " overdue");
      admission.done(place, true);
    }
  }

  private FakeGuest entering(String name) {
    FakeGuest guest = new FakeGuest(name);
    admission.enter(guest.place);
    return guest;
  }

  private boolean speaks(FakeGuest guest) {
    return admission.arrived(guest.place);
  }

  private void isConfigured(FakeGuest guest) {
    admission.done(guest.place, false);
  }

  @Test
  void asksOnlySoManyForTheirFirstRequest() {
    List<FakeGuest> guests = IntStream.range(0, 4).mapToObj(i -> entering("guest " + i)).toList();
    assertThat(told).containsExactly("guest 0 invited", "guest 1 invited");
    assertThat(admission.use()).isEqualTo(new Admission.Use(2, 2));
    assertThat(speaks(guests.get(1))).isTrue();
    isConfigured(guests.get(1));
    assertThat(told).last().isEqualTo("guest 2 invited");
    assertThat(speaks(guests.get(0))).isTrue();
    isConfigured(guests.get(0));
    assertThat(told).last().isEqualTo("guest 3 invited");
    assertThat(admission.use()).isEqualTo(new Admission.Use(2, 0));
  }

  @Test
  void takesThePlaceBackFromOneThatNeverAcknowledges() {
    FakeGuest one = entering("one");
    FakeGuest two = entering("two");
    entering("three");
    speaks(one);
    timer.passes(Duration.ofMillis(100));
    speaks(two);
    timer.passes(Duration.ofMillis(1_800));
    assertThat(told).doesNotContain("three invited");
    timer.passes(Duration.ofMillis(200));
    assertThat(told).contains("three invited");
  }

  @Test
  void takesThePlaceBackSoonFromOneThatAsksForNothing() {
    entering("silent 1");
    entering("silent 2");
    entering("three");
    timer.passes(Duration.ofMillis(300));
    assertThat(told).contains("three invited");
  }

  @Test
  void letsOneWaitAgainThatSpeaksLate() {
    FakeGuest late = entering("late");
    timer.passes(Duration.ofMillis(300));
    FakeGuest two = entering("two");
    FakeGuest three = entering("three");
    speaks(two);
    speaks(three);
    assertThat(speaks(late)).isFalse();
    isConfigured(three);
    assertThat(told).last().isEqualTo("late admitted");
  }

  @Test
  void admitsOneAtOnceThatSpeaksLateWhereThereIsRoom() {
    FakeGuest late = entering("late");
    timer.passes(Duration.ofSeconds(5));
    assertThat(speaks(late)).isTrue();
  }

  @Test
  void sendsOneAwayThatNeverSpeaks() {
    entering("silent");
    timer.passes(Duration.ofSeconds(29));
    assertThat(told).containsExactly("silent invited");
    timer.passes(Duration.ofSeconds(2));
    assertThat(told).containsExactly("silent invited", "silent overdue");
    timer.passes(Duration.ofSeconds(1));
    assertThat(timer.pending()).isZero();
  }

  @Test
  void countsTheDeadlineFromTheInvitation() {
    for (int i = 0; i < 2; i++) {
      speaks(entering("busy " + i));
    }
    entering("waiting");
    timer.passes(Duration.ofMillis(1_900));
    assertThat(told).doesNotContain("waiting invited");
    timer.passes(Duration.ofSeconds(30));
    assertThat(told).contains("waiting invited").doesNotContain("waiting overdue");
    timer.passes(Duration.ofSeconds(1));
    assertThat(told).contains("waiting overdue");
  }

  @Test
  void freesThePlaceOfOneThatLeavesWhereverItStands() {
    FakeGuest invited = entering("invited");
    FakeGuest served = entering("served");
    speaks(served);
    FakeGuest waiting = entering("waiting");
    admission.done(waiting.place, true);
    admission.done(served.place, true);
    admission.done(invited.place, true);
    assertThat(admission.use()).isEqualTo(new Admission.Use(0, 0));
    assertThat(speaks(waiting)).as("gone already").isFalse();
    assertThat(admission.use()).isEqualTo(new Admission.Use(0, 0));
  }

  @Test
  void bringsTwoThousandInWithoutEverHavingMoreThanAllowed() {
    List<FakeGuest> guests = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      guests.add(entering("guest " + i));
    }
    for (FakeGuest guest : guests) {
      assertThat(told).contains(guest.name + " invited");
      assertThat(admission.use().admitted()).isLessThanOrEqualTo(2);
      assertThat(speaks(guest)).isTrue();
      isConfigured(guest);
    }
    assertThat(told).hasSize(2_000);
  }
}

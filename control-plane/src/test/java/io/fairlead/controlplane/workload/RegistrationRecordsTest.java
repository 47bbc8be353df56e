package io.fairlead.controlplane.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.controlplane.store.MemoryStore;
import io.fairlead.controlplane.store.WriteBehind;
import io.fairlead.model.workload.Workload;
import io.fairlead.testing.FakeClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What registrations cost the disk, and what is known again after a crash on the way to it. */
class RegistrationRecordsTest {

  private final FakeClock clock = FakeClock.at("2026-11-01T00:00:00Z");
  private final FakeTimer timer = new FakeTimer();
  private final MemoryStore disk = new MemoryStore();
  private final WriteBehind records = new WriteBehind(disk, AutoRegistration.COLLECTION);
  private MeshStateStore states = AutoRegistrationTest.withGroup();
  private AutoRegistration registrations = begun(records);
  private final MemoryStore diskAfterwards = new MemoryStore();

  @AfterEach
  void stop() {
    disk.turns.release(1_000);
    records.close();
  }

  private AutoRegistration begun(WriteBehind over) {
    AutoRegistration begun =
        new AutoRegistration(states, over, clock, AutoRegistrationTest.GRACES, timer);
    begun.restore();
    return begun;
  }

  private static Registration host(String address) {
    return AutoRegistrationTest.registration(true, "web", address);
  }

  private void settle() {
    clock.advance(MeshUpdates.PACE);
    timer.advance(MeshUpdates.PACE);
  }

  private Iterable<String> captured() {
    return states.mesh().workloads().stream()
        .filter(workload -> workload.status().isCaptured())
        .map(Workload::addresses)
        .map(addresses -> addresses.getFirst())
        .sorted()
        .toList();
  }

  /** A new process finds what is on the disk, and its own disk works. */
  private void crash() {
    diskAfterwards.values().putAll(disk.values());
    timer.clear();
    states = AutoRegistrationTest.withGroup();
    registrations = begun(new WriteBehind(diskAfterwards, AutoRegistration.COLLECTION));
  }

  @Test
  void twoThousandNewHostsThatComeWhileTheDiskIsBusyAreFiveTransactions() throws Exception {
    disk.turns.drainPermits();
    registrations.opened(0, host("10.0.0.1"));
    await().until(() -> disk.turns.hasQueuedThreads());
    for (int i = 0; i < 2_000; i++) {
      registrations.opened(1 + i, host("10.1." + i / 250 + "." + (1 + i % 250)));
      registrations.captured(1 + i, Optional.empty());
    }
    disk.turns.release(1_000);
    assertThat(records.flush(Duration.ofSeconds(10))).isTrue();
    assertThat(disk.values()).hasSize(2_001);
    assertThat(disk.transactions).containsExactly(1, 500, 500, 500, 500);
  }

  @Test
  void aHostThatWasOnItsWayToTheDiskIsBackWithItsStream() throws Exception {
    registrations.opened(1, host("10.0.0.1"));
    registrations.captured(1, Optional.empty());
    assertThat(records.flush(Duration.ofSeconds(10))).isTrue();
    disk.turns.drainPermits();
    registrations.opened(2, host("10.0.0.2"));
    registrations.captured(2, Optional.empty());
    settle();
    assertThat(captured()).containsExactly("10.0.0.1", "10.0.0.2");
    await().until(() -> disk.turns.hasQueuedThreads());

    crash();
    assertThat(captured()).containsExactly("10.0.0.1");

    registrations.opened(1, host("10.0.0.2"));
    registrations.captured(1, Optional.empty());
    settle();
    assertThat(captured()).containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void aHostThatSaidThatItLeavesSaysSoAgain() throws Exception {
    registrations.opened(1, host("10.0.0.1"));
    registrations.captured(1, Optional.empty());
    assertThat(records.flush(Duration.ofSeconds(10))).isTrue();
    disk.turns.drainPermits();
    leave();
    assertThat(captured()).isEmpty();

    crash();
    registrations.opened(1, host("10.0.0.1"));
    leave();
    assertThat(captured()).isEmpty();
  }

  /** The host says it, and its proxy has had its time. */
  private void leave() {
    registrations.captured(1, Optional.of("leaving"));
    settle();
    timer.advance(AutoRegistration.TAKING_PLAINTEXT);
    settle();
  }
}

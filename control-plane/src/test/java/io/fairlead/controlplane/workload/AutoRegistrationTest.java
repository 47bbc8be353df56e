package io.fairlead.controlplane.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.controlplane.RecordingSource;
import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.controlplane.store.SqliteStore;
import io.fairlead.controlplane.store.WriteBehind;
import io.fairlead.model.Labels;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Placement;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadGroup;
import io.fairlead.testing.FakeClock;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoRegistrationTest {

  static final ResourceName GROUP = new ResourceName("demo", "web");
  private static final ResourceName WORKLOAD = new ResourceName("demo", "web-10.0.0.7");
  static final Graces GRACES =
      new Graces(Duration.ofSeconds(10), Duration.ofSeconds(300), Duration.ofSeconds(30));

  @TempDir Path directory;
  private final FakeClock clock = FakeClock.at("2026-11-01T00:00:00Z");
  private final FakeTimer timer = new FakeTimer();
  private SqliteStore store;
  private WriteBehind records;
  private final AtomicInteger published = new AtomicInteger();
  private MeshStateStore states;
  private AutoRegistration registrations;

  @BeforeEach
  void start() {
    store = SqliteStore.open(directory.resolve("state.db"));
    records = new WriteBehind(store, AutoRegistration.COLLECTION);
    restart();
  }

  @AfterEach
  void stop() throws Exception {
    records.close();
    store.close();
  }

  /** Time for what is gathered to become a state. */
  private void settle() {
    clock.advance(MeshUpdates.PACE);
    timer.advance(MeshUpdates.PACE);
  }

  private void flush() throws InterruptedException {
    assertThat(records.flush(Duration.ofSeconds(10))).isTrue();
  }

  /** A new control plane over the same store. */
  private void restart() {
    timer.clear();
    states = withGroup();
    records.close();
    records = new WriteBehind(store, AutoRegistration.COLLECTION);
    registrations = new AutoRegistration(states, records, clock, GRACES, timer);
    registrations.restore();
    published.set(0);
    states.onChange(published::incrementAndGet);
  }

  static MeshStateStore withGroup() {
    MeshStateStore states =
        new MeshStateStore(MeshSettings.STANDARD, List.of(new RecordingSource("none")));
    states.update(
        mesh ->
            mesh.with(
                new WorkloadGroup(
                    GROUP,
                    Labels.of("app", "web"),
                    Map.of("http", 8080),
                    Placement.UNKNOWN,
                    "web")));
    return states;
  }

  private static Registration registration(boolean tellsCapture, String account) {
    return registration(tellsCapture, account, "10.0.0.7");
  }

  static Registration registration(boolean tellsCapture, String account, String address) {
    Proxy proxy =
        new Proxy(
            "sidecar~" + address + "~h1.demo~demo.svc.cluster.local",
            new Proxy.Identity("demo", account),
            List.of(address),
            Labels.of("version", "v2"),
            Placement.UNKNOWN,
            new Interception.Redirect());
    return new Registration(GROUP, proxy, tellsCapture);
  }

  private Optional<Workload> workload() {
    return states.mesh().workload(WORKLOAD);
  }

  private boolean isCaptured() {
    return workload().map(w -> w.status().isCaptured()).orElse(false);
  }

  @Test
  void anIdentityStandsBehindAnAddressOnlyOnceTheHostSaysThatItIsCaptured() {
    registrations.opened(1, registration(true, "web"));
    assertThat(isCaptured()).isFalse();
    assertThat(states.mesh().entries()).isEmpty();
    registrations.captured(1, Optional.empty());
    settle();
    assertThat(isCaptured()).isTrue();
    assertThat(states.mesh().entries()).hasSize(1);
    leave();
    assertThat(isCaptured()).isFalse();
    assertThat(states.mesh().entries()).isEmpty();
  }

  /** The host says it, and its proxy has had its time. */
  private void leave() {
    registrations.captured(1, Optional.of("leaving"));
    settle();
    timer.advance(AutoRegistration.TAKING_PLAINTEXT);
    settle();
  }

  private Workload.Capture capture() {
    return workload().orElseThrow().status().capture();
  }

  @Test
  void theProxyOfAHostThatLeavesTakesPlaintextBeforeCallersSpeakIt() {
    registrations.opened(1, registration(true, "web"));
    registrations.captured(1, Optional.empty());
    registrations.captured(1, Optional.of("leaving"));
    settle();
    assertThat(capture()).isEqualTo(Workload.Capture.ENDING);
    assertThat(isCaptured()).isTrue();
    assertThat(states.mesh().entries()).hasSize(1);
    timer.advance(AutoRegistration.TAKING_PLAINTEXT.minusMillis(10));
    registrations.captured(1, Optional.of("leaving"));
    timer.advance(Duration.ofMillis(10));
    settle();
    assertThat(capture()).isEqualTo(Workload.Capture.ENDED);
    assertThat(states.mesh().entries()).isEmpty();
  }

  @Test
  void aHostThatComesBackBeforeCallersAreToldHasNotLeft() {
    registrations.opened(1, registration(true, "web"));
    registrations.captured(1, Optional.empty());
    registrations.captured(1, Optional.of("leaving"));
    registrations.captured(1, Optional.empty());
    timer.advance(AutoRegistration.TAKING_PLAINTEXT);
    settle();
    assertThat(capture()).isEqualTo(Workload.Capture.IN_PLACE);
  }

  @Test
  void aRestartInBetweenDoesNotShowAHostThatLeft() throws Exception {
    registrations.opened(1, registration(true, "web"));
    registrations.captured(1, Optional.empty());
    registrations.captured(1, Optional.of("leaving"));
    flush();
    restart();
    assertThat(isCaptured()).isFalse();
    registrations.opened(2, registration(true, "web"));
    registrations.captured(2, Optional.of("leaving"));
    settle();
    assertThat(capture()).isEqualTo(Workload.Capture.ENDED);
  }

  @Test
  void aHostThatNeverTellsIsCapturedFromTheStart() {
    registrations.opened(1, registration(false, "web"));
    assertThat(isCaptured()).isTrue();
  }

  @Test
  void labelsOfTheNodeGoOverThoseOfTheGroup() {
    registrations.opened(1, registration(false, "web"));
    assertThat(workload().orElseThrow().labels().values())
        .isEqualTo(Map.of("app", "web", "version", "v2"));
  }

  @Test
  void aShortAbsenceChangesNothing() {
    registrations.opened(1, registration(true, "web"));
    registrations.captured(1, Optional.empty());
    settle();
    var before = states.mesh();
    registrations.closed(1);
    timer.advance(Duration.ofSeconds(9));
    registrations.opened(2, registration(true, "web"));
    timer.advance(Duration.ofSeconds(60));
    assertThat(states.mesh()).isSameAs(before);
  }

  @Test
  void aHostLeavesWhenItsLastStreamIsGoneForLongerThanTheGrace() throws Exception {
    registrations.opened(1, registration(false, "web"));
    registrations.opened(2, registration(false, "web"));
    registrations.closed(1);
    timer.advance(Duration.ofSeconds(60));
    assertThat(workload()).isPresent();
    registrations.closed(2);
    timer.advance(Duration.ofSeconds(10));
    settle();
    assertThat(workload()).isEmpty();
    assertThat(states.mesh().entries()).isEmpty();
    flush();
    assertThat(store.list("workloads")).isEmpty();
  }

  @Test
  void aHostWhoseAgentSaysThatItWillBeBackIsWaitedForLonger() {
    registrations.opened(1, registration(false, "web"));
    registrations.absent(1);
    registrations.closed(1);
    timer.advance(Duration.ofSeconds(299));
    assertThat(workload()).isPresent();
    timer.advance(Duration.ofSeconds(1));
    settle();
    assertThat(workload()).isEmpty();
  }

  @Test
  void aHostThatWasBackAndVanishesIsNotWaitedForLonger() {
    registrations.opened(1, registration(false, "web"));
    registrations.absent(1);
    registrations.closed(1);
    registrations.opened(2, registration(false, "web"));
    registrations.closed(2);
    timer.advance(Duration.ofSeconds(10));
    settle();
    assertThat(workload()).isEmpty();
  }

  @Test
  void aRestartedControlPlaneRemembersItsHostsForTheRestartGrace() throws Exception {
    registrations.opened(1, registration(true, "web"));
    registrations.captured(1, Optional.empty());
    flush();
    restart();
    assertThat(isCaptured()).isTrue();
    timer.advance(Duration.ofSeconds(29));
    assertThat(workload()).isPresent();
    timer.advance(Duration.ofSeconds(2));
    settle();
    assertThat(workload()).isEmpty();
  }

  @Test
  void aRestartedControlPlaneRemembersWhoseAgentWillBeBack() throws Exception {
    registrations.opened(1, registration(false, "web"));
    registrations.absent(1);
    registrations.closed(1);
    flush();
    restart();
    timer.advance(Duration.ofSeconds(299));
    assertThat(workload()).isPresent();
    timer.advance(Duration.ofSeconds(1));
    settle();
    assertThat(workload()).isEmpty();
  }

  @Test
  void aRestartedControlPlaneKnowsWhoseAgentWasBackAgain() throws Exception {
    registrations.opened(1, registration(false, "web"));
    registrations.absent(1);
    registrations.closed(1);
    registrations.opened(2, registration(false, "web"));
    flush();
    restart();
    timer.advance(Duration.ofSeconds(30));
    settle();
    assertThat(workload()).isEmpty();
  }

  @Test
  void anAbsenceThatIsToldCostsTheMeshNoState() {
    registrations.opened(1, registration(false, "web"));
    settle();
    published.set(0);
    registrations.absent(1);
    registrations.closed(1);
    registrations.opened(2, registration(false, "web"));
    settle();
    assertThat(published).hasValue(0);
  }

  @Test
  void anUnhealthyApplicationLosesItsEntryButNotItsIdentity() {
    registrations.opened(1, registration(false, "web"));
    registrations.healthy(1, Optional.of("probe failed"));
    settle();
    assertThat(states.mesh().entries()).isEmpty();
    assertThat(isCaptured()).isTrue();
  }

  private void openAll(int hosts, int firstStream) {
    for (int i = 0; i < hosts; i++) {
      String address = "10.1." + i / 250 + "." + (1 + i % 250);
      registrations.opened(firstStream + i, registration(false, "web", address));
    }
  }

  @Test
  void theFirstHostIsInTheMeshAtOnceAndThoseRightAfterItMakeOneState() {
    openAll(2_000, 1);
    assertThat(states.mesh().workloads()).hasSize(1);
    assertThat(published).hasValue(1);
    settle();
    assertThat(states.mesh().workloads()).hasSize(2_000);
    assertThat(published).hasValue(2);
  }

  @Test
  void hostsThatComeBackUnchangedCostNeitherAWriteNorAState() throws Exception {
    openAll(2_000, 1);
    settle();
    flush();
    restart();
    long written = store.transactions();
    MeshState before = states.mesh();

    openAll(2_000, 10_001);
    settle();

    assertThat(records.waiting()).isZero();
    assertThat(store.transactions()).isEqualTo(written);
    assertThat(published).hasValue(0);
    assertThat(states.mesh()).isSameAs(before);
  }

  @Test
  void aHostThatWentAndCameWithinOnePaceIsThere() {
    registrations.opened(1, registration(false, "web"));
    settle();
    registrations.closed(1);
    registrations.opened(2, registration(false, "web", "10.9.9.9"));
    timer.advance(Duration.ofSeconds(10));
    registrations.opened(3, registration(false, "web"));
    settle();
    assertThat(workload()).isPresent();
    assertThat(states.mesh().workloads()).hasSize(2);
  }

  @Test
  void refusesAnotherAccountThanTheGroupsAndAMissingGroup() {
    assertThatThrownBy(() -> registrations.opened(1, registration(true, "other")))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("is for the service account web, not other");
    states.update(mesh -> mesh.withoutGroup(GROUP));
    assertThatThrownBy(() -> registrations.opened(1, registration(true, "web")))
        .hasMessageContaining("there is no WorkloadGroup demo/web");
  }
}

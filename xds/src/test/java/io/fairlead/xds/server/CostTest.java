package io.fairlead.xds.server;

import static io.fairlead.xds.ResourceType.CLUSTER;
import static io.fairlead.xds.ResourceType.ENDPOINT;
import static io.fairlead.xds.ResourceType.LISTENER;
import static io.fairlead.xds.ResourceType.NAME_TABLE;
import static io.fairlead.xds.ResourceType.ROUTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.Worlds;
import io.fairlead.xds.server.StreamEvent.DeltaAsked;
import io.fairlead.xds.server.StreamEvent.Names;
import io.fairlead.xds.server.StreamEvent.Offered;
import io.fairlead.xds.server.StreamEvent.Word;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Costs in bytes allocated, which are the same on every machine: they must follow the change. */
final class CostTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 200;

  private static List<String> names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "outbound|80||service-" + i + ".demo.svc.mesh")
        .toList();
  }

  private static Snapshot world(int services) {
    SharedMap<String, Resource> resources = Worlds.resources(names(services));
    return Snapshot.EMPTY
        .with(CLUSTER, resources)
        .with(ENDPOINT, resources)
        .with(LISTENER, Worlds.resources(List.of("virtualOutbound", "virtualInbound")))
        .with(ROUTE, Worlds.resources(List.of("80", "8080")))
        .with(NAME_TABLE, Worlds.resources(List.of("table")));
  }

  private static StreamState accepted(StreamState state, Step step) {
    StreamState next = state;
    List<Answer> answers = new ArrayList<>(step.answers());
    while (!answers.isEmpty()) {
      Answer answer = answers.removeFirst();
      Step then =
          next.on(
              new DeltaAsked(answer.type(), Word.accepts(answer.nonce()), Names.NONE, Map.of()));
      next = then.next();
      answers.addAll(then.answers());
    }
    return next;
  }

  /** A client that is up to date with {@code world}. */
  private static StreamState upToDate(Snapshot world, int services) {
    StreamState state = StreamState.open(StreamState.Mode.DELTA);
    List<StreamEvent> events =
        List.of(
            new Offered(world),
            new DeltaAsked(CLUSTER, Word.NONE, Names.NONE, Map.of()),
            new DeltaAsked(ENDPOINT, Word.NONE, Names.of(names(services), List.of()), Map.of()),
            new DeltaAsked(LISTENER, Word.NONE, Names.NONE, Map.of()),
            new DeltaAsked(ROUTE, Word.NONE, Names.of(List.of("80", "8080"), List.of()), Map.of()),
            new DeltaAsked(NAME_TABLE, Word.NONE, Names.NONE, Map.of()));
    for (StreamEvent event : events) {
      Step step = state.on(event);
      state = accepted(step.next(), step);
    }
    assertThat(state.types().values()).noneMatch(TypeState::isDue);
    return state;
  }

  private static long allocated(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** Bytes for offering a change of one load assignment, and for its acknowledgement. */
  private static long[] costOfAnEndpointChange(int services) {
    Snapshot world = world(services);
    StreamState[] state = {upToDate(world, services)};
    long offering = 0;
    long accepting = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String name = names(services).get(i);
      world =
          world.with(
              ENDPOINT, world.resources(ENDPOINT).plus(name, Worlds.resource(name + "@v" + i)));
      Offered offer = new Offered(world);
      Step[] step = new Step[1];
      offering += allocated(() -> step[0] = state[0].on(offer));
      assertThat(step[0].answers()).hasSize(1);
      Answer answer = step[0].answers().getFirst();
      assertThat(answer.resources()).hasSize(1);
      DeltaAsked word =
          new DeltaAsked(ENDPOINT, Word.accepts(answer.nonce()), Names.NONE, Map.of());
      accepting += allocated(() -> state[0] = step[0].next().on(word).next());
    }
    return new long[] {offering / ROUNDS, accepting / ROUNDS};
  }

  @Test
  void anOfferCostsWhatChangedAndNotWhatIsThere() {
    costOfAnEndpointChange(300);
    long[] small = costOfAnEndpointChange(1_000);
    long[] large = costOfAnEndpointChange(10_000);
    assertThat(large[0]).isLessThanOrEqualTo(small[0] * 12 / 10).isLessThan(3_000);
    assertThat(large[1]).isLessThanOrEqualTo(small[1] * 12 / 10).isLessThan(1_000);
  }

  @Test
  void anOfferOfNothingNewIsAlmostFree() {
    Snapshot world = world(1_000);
    StreamState state = upToDate(world, 1_000);
    Offered same = new Offered(world.with(CLUSTER, world.resources(CLUSTER)));
    state.on(same);
    long bytes = allocated(() -> state.on(same));
    assertThat(bytes).isLessThan(1_000);
  }

  @Test
  void aFirstSubscriptionCostsAFewBytesAName() {
    Snapshot world = world(10_000);
    StreamState offered = StreamState.open(StreamState.Mode.DELTA).on(new Offered(world)).next();
    DeltaAsked clusters = new DeltaAsked(CLUSTER, Word.NONE, Names.NONE, Map.of());
    DeltaAsked endpoints =
        new DeltaAsked(ENDPOINT, Word.NONE, Names.of(names(10_000), List.of()), Map.of());
    offered.on(clusters);
    offered.on(endpoints);
    long forClusters = allocated(() -> offered.on(clusters));
    long forEndpoints = allocated(() -> offered.on(endpoints));
    assertThat(forClusters / 10_000).isLessThan(100);
    assertThat(forEndpoints / 10_000).isLessThan(100);
  }

  @Test
  void aResumptionKeepsAndTellsOnlyWhatDiffers() {
    Snapshot world = world(10_000);
    Map<String, String> versions = new HashMap<>();
    world.resources(ENDPOINT).forEach((name, resource) -> versions.put(name, resource.version()));
    versions.put(names(1).getFirst(), "older");
    StreamState waiting =
        StreamState.open(StreamState.Mode.DELTA)
            .on(new DeltaAsked(ENDPOINT, Word.NONE, Names.of(names(10_000), List.of()), versions))
            .next();
    Step[] step = new Step[1];
    waiting.on(new Offered(world));
    long bytes = allocated(() -> step[0] = waiting.on(new Offered(world)));
    assertThat(step[0].answers()).singleElement().matches(one -> one.resources().size() == 1);
    assertThat(bytes).isLessThan(5_000);
  }
}

package io.fairlead.xds.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.collections.SharedMap;
import io.fairlead.testing.Cases;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.Worlds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever happened before, a client that has read all it was sent holds what a fresh client would
 * hold.
 */
final class ConvergenceTest {

  private static final List<ResourceType> TYPES =
      List.of(
          ResourceType.CLUSTER,
          ResourceType.ENDPOINT,
          ResourceType.LISTENER,
          ResourceType.ROUTE,
          ResourceType.SECRET,
          new ResourceType("networking.istio.io/v1/ServiceEntry"));

  private static final List<String> NAMES = List.of("one", "two", "three", "four", "five");
  private static final int SEEDS = 2_000;
  private static final int STEPS = 60;

  @Test
  void aDeltaClientHoldsWhatAFreshOneWould() {
    Cases.check(SEEDS, (random, seed) -> new Life(StreamState.Mode.DELTA, random).liveAndCompare());
  }

  @Test
  void aStateOfTheWorldClientHoldsWhatAFreshOneWould() {
    Cases.check(
        SEEDS,
        (random, seed) -> new Life(StreamState.Mode.STATE_OF_THE_WORLD, random).liveAndCompare());
  }

  private static final class Life {
    private final RandomGenerator random;
    private final ModelClient client;
    private final StreamState.Mode mode;
    private Snapshot world = Snapshot.EMPTY;
    private int versions;

    Life(StreamState.Mode mode, RandomGenerator random) {
      this.mode = mode;
      this.random = random;
      this.client = new ModelClient(mode, random);
    }

    void liveAndCompare() {
      for (int i = 0; i < STEPS; i++) {
        live();
      }
      cure();
      client.readAll();
      assertThat(client.waiting()).isEmpty();
      for (ResourceType type : TYPES) {
        client.forgetWhatCannotBeSaid(type, Set.copyOf(world.resources(type).keys()));
        assertThat(client.holds(type)).as("held of %s", type).isEqualTo(expected(type));
      }
      assertThat(client.waiting()).isEmpty();
    }

    private void live() {
      ResourceType type = TYPES.get(random.nextInt(TYPES.size()));
      switch (random.nextInt(10)) {
        case 0, 1 -> client.want(type, name(type));
        case 2 -> client.unwant(type, name(type));
        case 3 -> {
          if (random.nextInt(4) == 0) {
            client.reconnect(world);
          }
        }
        case 4, 5, 6 -> {
          change(type);
          client.offer(world);
        }
        default -> client.read();
      }
    }

    private String name(ResourceType type) {
      boolean isAll = !PushOrder.isPartial(type) && random.nextInt(3) == 0;
      return isAll ? "*" : NAMES.get(random.nextInt(NAMES.size()));
    }

    private void change(ResourceType type) {
      SharedMap<String, Resource> resources = world.resources(type);
      for (int i = random.nextInt(3); i >= 0; i--) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String version = (random.nextInt(5) == 0 ? "bad" : "v") + ++versions;
        resources =
            random.nextInt(3) == 0
                ? resources.minus(name)
                : resources.plus(name, Worlds.resource(name + "@" + version));
      }
      world = world.with(type, resources);
    }

    /** The author repairs what clients refuse: a fresh client would refuse it as well. */
    private void cure() {
      for (ResourceType type : TYPES) {
        SharedMap<String, Resource> resources = world.resources(type);
        for (Resource resource : List.copyOf(resources.values())) {
          if (resource.version().startsWith("bad")) {
            Resource good = Worlds.resource(resource.name() + "@cured" + ++versions);
            resources = resources.plus(resource.name(), good);
          }
        }
        world = world.with(type, resources);
      }
      client.offer(world);
    }

    private Map<String, String> expected(ResourceType type) {
      ModelClient fresh = new ModelClient(mode, random);
      client.wanted().getOrDefault(type, Set.of()).forEach(name -> fresh.want(type, name));
      fresh.offer(world);
      fresh.readAll();
      Map<String, String> visible = new HashMap<>(fresh.holds(type));
      assertThat(visible).isEqualTo(visible(type));
      return visible;
    }

    private Map<String, String> visible(ResourceType type) {
      Set<String> names = client.wanted().getOrDefault(type, Set.of());
      return world.resources(type).values().stream()
          .filter(resource -> names.contains("*") || names.contains(resource.name()))
          .collect(Collectors.toMap(Resource::name, Resource::version));
    }
  }
}

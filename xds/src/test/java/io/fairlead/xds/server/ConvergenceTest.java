package io.fairlead.xds.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
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
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
          ResourceType.NAME_TABLE,
          new ResourceType("networking.istio.io/v1/ServiceEntry"));

  /** {@code Aa} and {@code BB} have one hash. */
  private static final List<String> NAMES = List.of("one", "two", "three", "four", "Aa", "BB");

  private static final int SEEDS = 10_000;
  private static final int STEPS = 60;

  /** Two of them are more than one answer of endpoints or routes holds. */
  private static final Map<String, Resource> LARGE =
      NAMES.stream()
          .flatMap(name -> Stream.of(name + "@large1", name + "@large2"))
          .collect(Collectors.toUnmodifiableMap(text -> text, ConvergenceTest::large));

  private static Resource large(String text) {
    Resource small = Worlds.resource(text);
    return Resource.of(
        small.name(), small.version(), small.typeUrl(), ByteString.copyFrom(new byte[600_000]));
  }

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

    /** How often the client reads, against all else that happens. */
    private final int haste;

    Life(StreamState.Mode mode, RandomGenerator random) {
      this.mode = mode;
      this.random = random;
      this.client = new ModelClient(mode, random);
      this.haste = 1 + random.nextInt(6);
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
      Set<String> cold = client.warming();
      cold.retainAll(Set.copyOf(world.resources(ResourceType.ENDPOINT).keys()));
      assertThat(cold).as("clusters that wait for their endpoints").isEmpty();
    }

    private void live() {
      ResourceType type = TYPES.get(random.nextInt(TYPES.size()));
      switch (random.nextInt(9 + haste)) {
        case 0, 1 -> client.want(type, name(type));
        case 2 -> client.unwant(type, name(type));
        case 3 -> client.change(type, names(type), names(type));
        case 4 -> {
          if (random.nextInt(4) == 0) {
            reconnect();
          }
        }
        case 5, 6, 7 -> {
          change(type);
          client.offer(world);
        }
        case 8 -> {
          change(type);
          change(TYPES.get(random.nextInt(TYPES.size())));
          client.offer(world);
        }
        default -> client.read();
      }
    }

    /** Another server has the same from its own sources: equal, but not the same objects. */
    private void reconnect() {
      if (random.nextBoolean()) {
        Snapshot replica = Snapshot.EMPTY;
        for (ResourceType type : world.types().keys()) {
          SharedMap<String, Resource> copies = SharedMap.hashed();
          for (Resource one : world.resources(type).values()) {
            copies =
                copies.plus(
                    new String(one.name()),
                    Resource.of(one.name(), one.version(), one.typeUrl(), one.value()));
          }
          replica = replica.with(type, copies);
        }
        world = replica;
      }
      client.reconnect(world);
    }

    private Set<String> names(ResourceType type) {
      Set<String> names = new TreeSet<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        names.add(name(type));
      }
      return names;
    }

    private String name(ResourceType type) {
      boolean isAll = random.nextInt(PushOrder.isPartial(type) ? 20 : 3) == 0;
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
                : resources.plus(name, resource(name, version));
      }
      world = world.with(type, resources);
    }

    private Resource resource(String name, String version) {
      Resource large = LARGE.get(name + "@large" + (1 + random.nextInt(2)));
      return random.nextInt(5) == 0 && large != null
          ? large
          : Worlds.resource(name + "@" + version);
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

package io.fairlead.xds.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.collections.SharedMap;
import io.fairlead.testing.Cases;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Worlds;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NameSetTest {

  /** {@code Aa} and {@code BB} have one hash. */
  private static final List<String> NAMES = List.of("Aa", "BB", "a", "b", "c", "d", "", "*");

  private static Set<String> some(RandomGenerator random) {
    Set<String> some = new TreeSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      some.add(NAMES.get(random.nextInt(NAMES.size())));
    }
    return some;
  }

  @Test
  void agreesWithAnOrdinarySet() {
    Cases.check(
        5_000,
        (random, seed) -> {
          Set<String> one = some(random);
          Set<String> other = some(random);
          Set<String> plus = new TreeSet<>(one);
          plus.addAll(other);
          Set<String> minus = new TreeSet<>(one);
          minus.removeAll(other);
          NameSet set = NameSet.of(one);
          assertThat(set).containsExactlyInAnyOrderElementsOf(one);
          assertThat(set.plus(NameSet.of(other))).isEqualTo(NameSet.of(plus)).hasSize(plus.size());
          assertThat(set.minus(NameSet.of(other))).isEqualTo(NameSet.of(minus));
          assertThat(NAMES).allMatch(name -> set.contains(name) == one.contains(name));
        });
  }

  @Test
  void iteratesAsSharedMapsDo() {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "name " + i * 31).toList();
    SharedMap<String, Resource> map = Worlds.resources(names);
    assertThat(NameSet.of(names)).containsExactlyElementsOf(map.keys());
    String middle = List.copyOf(map.keys()).get(40);
    assertThat(NameSet.of(names).from(middle.hashCode(), middle)).hasSize(60).startsWith(middle);
  }

  @Test
  void staysTheSameObjectWhereNothingChanges() {
    NameSet set = NameSet.of(List.of("a", "b"));
    assertThat(set.plus(NameSet.of(List.of("b")))).isSameAs(set);
    assertThat(set.minus(NameSet.of(List.of("c")))).isSameAs(set);
    assertThat(set.minus("*")).isSameAs(set);
  }

  @Test
  void isOneObjectForAllStreamsThatAskForTheSame() {
    List<String> names = IntStream.range(0, 1_000).mapToObj(i -> "cluster-" + i).toList();
    NameSets sets = new NameSets();
    NameSet first = asked(names, sets);
    for (int i = 0; i < 50; i++) {
      assertThat(asked(names, sets)).isSameAs(first);
    }
  }

  /** Subscribed in two steps, as a proxy does that learns of a new cluster. */
  private static NameSet asked(List<String> names, NameSets sets) {
    Talk talk = Talk.delta();
    talk.offer(Worlds.with(Worlds.world(), ResourceType.ENDPOINT, "cluster-1"));
    talk.subscribe(
        ResourceType.ENDPOINT,
        names.subList(0, 900).stream().map(String::new).toArray(String[]::new));
    talk.subscribe(
        ResourceType.ENDPOINT,
        names.subList(900, 1_000).stream().map(String::new).toArray(String[]::new));
    StreamState shared = talk.state().sharing(ResourceType.ENDPOINT, sets);
    return shared
        .types()
        .getOrDefault(ResourceType.ENDPOINT, TypeState.over(SharedMap.hashed()))
        .subscription()
        .names();
  }

  @Test
  void takesTheNamesThatResourcesHave() {
    SharedMap<String, Resource> resources = Worlds.resources(List.of("a-name"));
    String own = resources.keys().iterator().next();
    NameSet asked = NameSet.of(List.of(new String("a-name")));
    assertThat(new NameSets().shared(asked, resources).iterator().next()).isSameAs(own);
  }
}

package io.fairlead.collections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.testing.Cases;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SharedMapTest {

  private static final int SEEDS = 300;

  /** Few hashes, so that many keys share one. */
  private record Key(int number) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Integer.compare(number, other.number);
    }

    @Override
    public int hashCode() {
      return number % 7;
    }
  }

  /** Counts how often keys are compared; for one test only. */
  private record CountingKey(int number, long[] count) implements Comparable<CountingKey> {
    @Override
    public int compareTo(CountingKey other) {
      count[0]++;
      return Integer.compare(number, other.number);
    }

    @Override
    public int hashCode() {
      return number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof CountingKey key && key.number == number;
    }
  }

  @Test
  void holdsWhatAnOrdinaryMapHolds() {
    Cases.check(
        SEEDS,
        (random, seed) -> {
          SharedMap<Key, String> map = empty(seed);
          TreeMap<Key, String> model = new TreeMap<>();
          for (int step = 0; step < 200; step++) {
            Key key = new Key(random.nextInt(60));
            if (random.nextInt(3) == 0) {
              map = map.minus(key);
              model.remove(key);
            } else {
              String value = "v" + random.nextInt(5);
              map = map.plus(key, value);
              model.put(key, value);
            }
            assertThat(map.size()).isEqualTo(model.size());
            assertThat(map.get(key)).isEqualTo(model.get(key));
          }
          TreeMap<Key, String> held = new TreeMap<>();
          map.forEach(held::put);
          assertThat(held).isEqualTo(model);
        });
  }

  @Test
  void findsExactlyWhatDiffersByIdentity() {
    Cases.check(
        SEEDS,
        (random, seed) -> {
          SharedMap<Key, String> before = filled(empty(seed), random, 80);
          SharedMap<Key, String> after = before;
          for (int step = random.nextInt(20); step > 0; step--) {
            Key key = new Key(random.nextInt(100));
            after =
                random.nextBoolean() ? after.minus(key) : after.plus(key, new String("changed"));
          }
          TreeMap<Key, Change<Key, String>> expected = new TreeMap<>();
          for (int number = 0; number < 100; number++) {
            Key key = new Key(number);
            if (before.get(key) != after.get(key)) {
              expected.put(key, new Change<>(key, before.get(key), after.get(key)));
            }
          }
          assertThat(SharedMap.changes(before, after))
              .containsExactlyInAnyOrderElementsOf(expected.values());
          assertThat(SharedMap.changes(after, before)).hasSameSizeAs(expected.values());
        });
  }

  @Test
  void iteratesAlikeWhateverTheHistory() {
    Cases.check(
        SEEDS,
        (random, seed) -> {
          List<Integer> numbers = new ArrayList<>();
          SharedMap<Key, String> one = empty(seed);
          for (int i = 0; i < 50; i++) {
            one = one.plus(new Key(i), "v");
            numbers.add(i);
          }
          Collections.shuffle(numbers, new Random(seed));
          SharedMap<Key, String> other = empty(seed);
          for (int number : numbers) {
            other = other.plus(new Key(number + 1000), "gone").plus(new Key(number), "v");
            other = other.minus(new Key(number + 1000));
          }
          assertThat(other.keys()).containsExactlyElementsOf(one.keys());
          assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
        });
  }

  @Test
  void aSortedMapIteratesInOrderAndFromAKeyOn() {
    SharedMap<Key, Integer> map = SharedMap.sorted();
    for (int i = 40; i >= 0; i -= 2) {
      map = map.plus(new Key(i), i);
    }
    assertThat(new ArrayList<>(map.values())).isSorted().hasSize(21);
    assertThat(map.valuesFrom(new Key(35))).containsExactly(36, 38, 40);
    assertThat(map.valuesFrom(new Key(36))).containsExactly(36, 38, 40);
    assertThat(map.valuesFrom(new Key(41))).isEmpty();
  }

  @Test
  void aChangeThatChangesNothingGivesTheSameMap() {
    SharedMap<Key, String> map = SharedMap.<Key, String>sorted().plus(new Key(1), "one");
    assertThat(map.plus(new Key(1), "one")).isSameAs(map);
    assertThat(map.minus(new Key(2))).isSameAs(map);
  }

  @Test
  void comparingCostsWhatChangedAndNotWhatIsThere() {
    long small = comparisonsForOneChangeAmong(1_000);
    long large = comparisonsForOneChangeAmong(100_000);
    assertThat(small).isPositive().isLessThan(100);
    assertThat(large).isLessThan(200);
  }

  private static long comparisonsForOneChangeAmong(int size) {
    long[] count = new long[1];
    SharedMap<CountingKey, Object> map = SharedMap.sorted();
    for (int i = 0; i < size; i++) {
      map = map.plus(new CountingKey(i, count), "old");
    }
    count[0] = 0;
    SharedMap<CountingKey, Object> changed = map.plus(new CountingKey(size / 2, count), "new");
    assertThat(SharedMap.changes(map, changed)).hasSize(1);
    return count[0];
  }

  @Test
  void namesWhoseHashesCollideMakeNoList() {
    SharedMap<String, Integer> map = SharedMap.hashed();
    for (int i = 0; i < 1 << 15; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 15; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      map = map.plus(name.toString(), i);
    }
    assertThat(map.keys().stream().map(String::hashCode).distinct()).hasSize(1);
    assertThat(Node.depth(map.root())).isLessThan(64);
  }

  @Test
  void refusesToCompareASortedWithAHashedMap() {
    SharedMap<Key, String> sorted = SharedMap.<Key, String>sorted().plus(new Key(1), "one");
    SharedMap<Key, String> hashed = SharedMap.<Key, String>hashed().plus(new Key(1), "one");
    assertThatThrownBy(() -> SharedMap.changes(sorted, hashed))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givesTheKeyThatItHolds() {
    String held = new String("key");
    SharedMap<String, String> map = SharedMap.<String, String>hashed().plus(held, "value");
    assertThat(map.canonical(new String("key"))).isSameAs(held);
    assertThat(map.canonical("other")).isEqualTo("other");
  }

  private static SharedMap<Key, String> empty(long seed) {
    return seed % 2 == 0 ? SharedMap.sorted() : SharedMap.hashed();
  }

  private static SharedMap<Key, String> filled(
      SharedMap<Key, String> empty, RandomGenerator random, int size) {
    SharedMap<Key, String> map = empty;
    for (int i = 0; i < size; i++) {
      map = map.plus(new Key(random.nextInt(100)), "v" + i);
    }
    return map;
  }
}

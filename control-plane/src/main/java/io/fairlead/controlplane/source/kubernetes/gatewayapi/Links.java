package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which values depend on which keys, looked up from either side. One owner. */
final class Links<K, V extends Comparable<? super V>> {

  private final Map<K, TreeSet<V>> valuesOf = new HashMap<>();
  private final Map<V, Set<K>> keysOf = new HashMap<>();

  /** From now on the value depends on these keys; the answer is those of before. */
  Set<K> set(V value, Set<K> keys) {
    Set<K> before = keys.isEmpty() ? keysOf.remove(value) : keysOf.put(value, Set.copyOf(keys));
    if (before == null) {
      before = Set.of();
    }
    before.stream().filter(key -> !keys.contains(key)).forEach(key -> unlink(key, value));
    for (K key : keys) {
      if (!before.contains(key)) {
        valuesOf.computeIfAbsent(key, absent -> new TreeSet<>()).add(value);
      }
    }
    return before;
  }

  private void unlink(K key, V value) {
    TreeSet<V> values = valuesOf.get(key);
    if (values != null && values.remove(value) && values.isEmpty()) {
      valuesOf.remove(key);
    }
  }

  /** Those that something depends on. */
  Set<K> keys() {
    return Collections.unmodifiableSet(valuesOf.keySet());
  }

  /** In order; not to be changed while it is read. */
  Set<V> of(K key) {
    TreeSet<V> values = valuesOf.get(key);
    return values == null ? Set.of() : values;
  }
}

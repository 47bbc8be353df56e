package io.fairlead.model;

import io.fairlead.collections.SharedMap;
import io.fairlead.collections.SharedSet;
import java.util.Collection;
import java.util.List;

/** A reverse index that shares its structure with the index it was made from. */
record Index<K extends Comparable<? super K>, V extends Comparable<? super V>>(
    SharedMap<K, SharedSet<V>> entries) {

  static <K extends Comparable<? super K>, V extends Comparable<? super V>> Index<K, V> empty() {
    return new Index<>(SharedMap.<K, SharedSet<V>>hashed());
  }

  Index<K, V> plus(Collection<K> keys, V value) {
    SharedMap<K, SharedSet<V>> next = entries;
    for (K key : keys) {
      SharedSet<V> at = next.get(key);
      next = next.plus(key, (at == null ? SharedSet.<V>sorted() : at).plus(value));
    }
    return new Index<>(next);
  }

  Index<K, V> minus(Collection<K> keys, V value) {
    SharedMap<K, SharedSet<V>> next = entries;
    for (K key : keys) {
      SharedSet<V> at = next.get(key);
      if (at != null) {
        SharedSet<V> rest = at.minus(value);
        next = rest.isEmpty() ? next.minus(key) : next.plus(key, rest);
      }
    }
    return new Index<>(next);
  }

  Collection<V> at(K key) {
    SharedSet<V> found = entries.get(key);
    return found == null ? List.of() : found.asCollection();
  }
}

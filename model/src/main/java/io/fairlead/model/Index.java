package io.fairlead.model;

import java.util.Collection;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/** A reverse index that shares its structure with the index it was made from. */
record Index<K, V>(PMap<K, PSet<V>> entries) {

  static <K, V> Index<K, V> empty() {
    return new Index<>(HashTreePMap.empty());
  }

  Index<K, V> plus(Collection<K> keys, V value) {
    PMap<K, PSet<V>> next = entries;
    for (K key : keys) {
      PSet<V> at = next.get(key);
      next = next.plus(key, at == null ? OrderedPSet.singleton(value) : at.plus(value));
    }
    return new Index<>(next);
  }

  Index<K, V> minus(Collection<K> keys, V value) {
    PMap<K, PSet<V>> next = entries;
    for (K key : keys) {
      PSet<V> at = next.get(key);
      if (at != null) {
        PSet<V> rest = at.minus(value);
        next = rest.isEmpty() ? next.minus(key) : next.plus(key, rest);
      }
    }
    return new Index<>(next);
  }

  Collection<V> at(K key) {
    PSet<V> found = entries.get(key);
    return found == null ? List.of() : found;
  }
}

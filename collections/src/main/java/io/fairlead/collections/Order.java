package io.fairlead.collections;

import java.security.SecureRandom;

/**
 * How a tree orders its keys.
 *
 * @param byHash whether hashes come first: numbers compare faster than long names
 */
record Order<K>(Comparing<K> keys, boolean byHash) {

  /** The keys' own order. */
  interface Comparing<K> {
    int compare(K one, K other);
  }

  /** Unknown to whoever chooses names so that their hashes collide. */
  private static final long SEED = new SecureRandom().nextLong() | 1;

  private static final Order<?> SORTED = natural(false);
  private static final Order<?> HASHED = natural(true);

  private static <K extends Comparable<? super K>> Order<K> natural(boolean byHash) {
    return new Order<>((one, other) -> one.compareTo(other), byHash);
  }

  /** One object for all maps of a kind, so that two maps can be seen to be of one order. */
  @SuppressWarnings("unchecked") // It compares whatever is comparable with itself.
  static <K extends Comparable<? super K>> Order<K> of(boolean byHash) {
    return (Order<K>) (byHash ? HASHED : SORTED);
  }

  @SuppressWarnings("ReferenceEquality") // Most keys that are asked for are those that are there.
  int compare(int hash, K key, int otherHash, K otherKey) {
    if (byHash && hash != otherHash) {
      return hash < otherHash ? -1 : 1;
    }
    if (key == otherKey) {
      return 0;
    }
    return keys.compare(key, otherKey);
  }

  /** Decides between keys of one hash, so that many of them still make no list. */
  boolean precedes(K key, K other) {
    int compared = keys.compare(key, other);
    if (compared == 0) {
      return false;
    }
    int scattered = Long.compare(scatter(key), scatter(other));
    return scattered == 0 ? compared < 0 : scattered < 0;
  }

  private static long scatter(Object key) {
    String text = key.toString();
    long mixed = SEED;
    for (int i = 0; i < text.length(); i++) {
      mixed = (mixed ^ text.charAt(i)) * SEED;
      mixed ^= mixed >>> 29;
    }
    return mixed;
  }
}

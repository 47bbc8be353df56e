package io.fairlead.xds.server;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of resource names in the order of hashes, which is that of the shared maps. It
 * is one array, so that a thousand names cost four bytes each beside the strings, and equal sets of
 * many streams can be one object.
 */
final class NameSet implements Iterable<String> {

  /** Hashes first: numbers compare faster than long names. */
  static final Comparator<String> ORDER =
      (one, other) -> compare(one.hashCode(), one, other.hashCode(), other);

  static final NameSet NONE = new NameSet(new String[0]);

  private final String[] names;

  /** Follows from the names alone. */
  private final int hash;

  private NameSet(String[] names) {
    this.names = names;
    this.hash = Arrays.hashCode(names);
  }

  static int compare(int hash, String name, int otherHash, String other) {
    return hash == otherHash ? name.compareTo(other) : Integer.compare(hash, otherHash);
  }

  static NameSet of(Collection<String> names) {
    if (names.isEmpty()) {
      return NONE;
    }
    String[] sorted = names.toArray(String[]::new);
    Arrays.sort(sorted, ORDER);
    int count = 0;
    for (String name : sorted) {
      if (count == 0 || !sorted[count - 1].equals(name)) {
        sorted[count++] = name;
      }
    }
    return new NameSet(count == sorted.length ? sorted : Arrays.copyOf(sorted, count));
  }

  int size() {
    return names.length;
  }

  boolean isEmpty() {
    return names.length == 0;
  }

  boolean contains(String name) {
    return names.length > 0 && find(name) >= 0;
  }

  private int find(String name) {
    return Arrays.binarySearch(names, name, ORDER);
  }

  NameSet plus(NameSet added) {
    if (isEmpty() || added.isEmpty()) {
      return isEmpty() ? added : this;
    }
    String[] all = new String[names.length + added.names.length];
    int count = 0;
    int mine = 0;
    for (String name : added.names) {
      int found = Arrays.binarySearch(names, mine, names.length, name, ORDER);
      int until = found < 0 ? -found - 1 : found;
      System.arraycopy(names, mine, all, count, until - mine);
      count += until - mine;
      mine = until;
      if (found < 0) {
        all[count++] = name;
      }
    }
    System.arraycopy(names, mine, all, count, names.length - mine);
    count += names.length - mine;
    return count == names.length ? this : new NameSet(Arrays.copyOf(all, count));
  }

  NameSet minus(NameSet removed) {
    if (isEmpty() || removed.isEmpty()) {
      return this;
    }
    String[] left = new String[names.length];
    int count = 0;
    int mine = 0;
    for (String name : removed.names) {
      int found = Arrays.binarySearch(names, mine, names.length, name, ORDER);
      if (found >= 0) {
        System.arraycopy(names, mine, left, count, found - mine);
        count += found - mine;
        mine = found + 1;
      }
    }
    if (mine == 0) {
      return this;
    }
    System.arraycopy(names, mine, left, count, names.length - mine);
    count += names.length - mine;
    return count == 0 ? NONE : new NameSet(Arrays.copyOf(left, count));
  }

  NameSet minus(String name) {
    return contains(name) ? minus(new NameSet(new String[] {name})) : this;
  }

  /** The same names, each as the object that {@code canonical} gives for it. */
  NameSet with(UnaryOperator<String> canonical) {
    String[] same = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      same[i] = canonical.apply(names[i]);
    }
    return new NameSet(same);
  }

  /** The names that are not below {@code first} in the order of hashes. */
  Iterable<String> from(int firstHash, String first) {
    int low = 0;
    int high = names.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(names[middle].hashCode(), names[middle], firstHash, first) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Arrays.asList(names).subList(low, names.length);
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.asList(names).iterator();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof NameSet set && set.hash == hash && Arrays.equals(set.names, names));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(names);
  }
}

package io.fairlead.collections;

import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** An immutable set that shares with the one it was made from all that did not change. */
public final class SharedSet<T extends Comparable<? super T>> implements Iterable<T> {

  private final SharedMap<T, Boolean> members;

  private SharedSet(SharedMap<T, Boolean> members) {
    this.members = members;
  }

  /** An empty set that iterates in the order of its members. */
  public static <T extends Comparable<? super T>> SharedSet<T> sorted() {
    return new SharedSet<T>(SharedMap.<T, Boolean>sorted());
  }

  /** An empty set that finds a member faster, and iterates in the order of hashes. */
  public static <T extends Comparable<? super T>> SharedSet<T> hashed() {
    return new SharedSet<T>(SharedMap.<T, Boolean>hashed());
  }

  public int size() {
    return members.size();
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  public boolean contains(T member) {
    return members.containsKey(member);
  }

  public SharedSet<T> plus(T member) {
    return with(members.plus(member, Boolean.TRUE));
  }

  public SharedSet<T> plusAll(Iterable<? extends T> added) {
    SharedMap<T, Boolean> next = members;
    for (T member : added) {
      next = next.plus(member, Boolean.TRUE);
    }
    return with(next);
  }

  public SharedSet<T> minus(T member) {
    return with(members.minus(member));
  }

  public SharedSet<T> minusAll(Iterable<? extends T> removed) {
    return with(members.minusAll(removed));
  }

  @SuppressWarnings("ReferenceEquality") // A set that did not change must stay the same object.
  private SharedSet<T> with(SharedMap<T, Boolean> next) {
    return next == members ? this : new SharedSet<T>(next);
  }

  /** The members, as a collection that other collections take. */
  public Collection<T> asCollection() {
    return members.keys();
  }

  @Override
  public Iterator<T> iterator() {
    return members.keys().iterator();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SharedSet<?> set && set.members.equals(members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return members.keys().toString();
  }
}

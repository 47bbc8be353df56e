package io.fairlead.collections;

import java.util.AbstractCollection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map. A changed map shares with the one it was made from all that did not change: a
 * change costs the logarithm of the size, and {@link #changes} costs what changed, not what is
 * there. The order of iteration follows from the keys alone.
 */
public final class SharedMap<K extends Comparable<? super K>, V> {

  private final Order<K> order;
  private final @Nullable Node<K, V> root;

  private SharedMap(Order<K> order, @Nullable Node<K, V> root) {
    this.order = order;
    this.root = root;
  }

  /** An empty map that iterates in the order of its keys. */
  public static <K extends Comparable<? super K>, V> SharedMap<K, V> sorted() {
    return new SharedMap<K, V>(Order.of(false), null);
  }

  /** An empty map that finds a key faster, and iterates in the order of hashes. */
  public static <K extends Comparable<? super K>, V> SharedMap<K, V> hashed() {
    return new SharedMap<K, V>(Order.of(true), null);
  }

  @Nullable Node<K, V> root() {
    return root;
  }

  public int size() {
    return Node.size(root);
  }

  public boolean isEmpty() {
    return root == null;
  }

  public @Nullable V get(K key) {
    Node<K, V> found = find(key);
    return found == null ? null : found.value;
  }

  public V getOrDefault(K key, V otherwise) {
    Node<K, V> found = find(key);
    return found == null ? otherwise : found.value;
  }

  public boolean containsKey(K key) {
    return find(key) != null;
  }

  /** The map's own object that equals {@code key}, or the given one where there is none. */
  public K canonical(K key) {
    Node<K, V> found = find(key);
    return found == null ? key : found.key;
  }

  private @Nullable Node<K, V> find(K key) {
    int hash = key.hashCode();
    Node<K, V> node = root;
    while (node != null) {
      int compared = order.compare(hash, key, node.hash, node.key);
      if (compared == 0) {
        return node;
      }
      node = compared < 0 ? node.left : node.right;
    }
    return null;
  }

  /** With {@code value} under {@code key}; the same map where it holds that very object already. */
  public SharedMap<K, V> plus(K key, V value) {
    return with(Node.plus(root, key.hashCode(), key, value, order));
  }

  public SharedMap<K, V> plusAll(Map<? extends K, ? extends V> entries) {
    SharedMap<K, V> next = this;
    for (Map.Entry<? extends K, ? extends V> entry : entries.entrySet()) {
      next = next.plus(entry.getKey(), entry.getValue());
    }
    return next;
  }

  public SharedMap<K, V> minus(K key) {
    return with(Node.minus(root, key.hashCode(), key, order));
  }

  public SharedMap<K, V> minusAll(Iterable<? extends K> keys) {
    SharedMap<K, V> next = this;
    for (K key : keys) {
      next = next.minus(key);
    }
    return next;
  }

  @SuppressWarnings("ReferenceEquality") // A map that did not change must stay the same object.
  private SharedMap<K, V> with(@Nullable Node<K, V> next) {
    return next == root ? this : new SharedMap<K, V>(order, next);
  }

  public void forEach(BiConsumer<? super K, ? super V> action) {
    forEach(root, action);
  }

  private static <K, V> void forEach(
      @Nullable Node<K, V> node, BiConsumer<? super K, ? super V> action) {
    if (node != null) {
      forEach(node.left, action);
      action.accept(node.key, node.value);
      forEach(node.right, action);
    }
  }

  public Collection<K> keys() {
    return new View<>(() -> new Walk<>(ascending(null), node -> node.key), size());
  }

  public Collection<V> values() {
    return new View<>(() -> new Walk<>(ascending(null), node -> node.value), size());
  }

  /** The values from {@code first} on, in the order of their keys; for a sorted map. */
  public Iterable<V> valuesFrom(K first) {
    return () -> new Walk<>(ascending(first), node -> node.value);
  }

  /** Nodes that are not below {@code first}, as far as the way to the first of them. */
  private Deque<Node<K, V>> ascending(@Nullable K first) {
    Deque<Node<K, V>> path = new ArrayDeque<>();
    int hash = first == null ? 0 : first.hashCode();
    Node<K, V> node = root;
    while (node != null) {
      if (first == null || order.compare(hash, first, node.hash, node.key) <= 0) {
        path.push(node);
        node = node.left;
      } else {
        node = node.right;
      }
    }
    return path;
  }

  /**
   * The keys under which two versions of one map hold different objects, in order. Both must be of
   * one kind: sorted, or hashed.
   */
  public static <K extends Comparable<? super K>, V> List<Change<K, V>> changes(
      SharedMap<K, V> before, SharedMap<K, V> after) {
    if (before.root != null
        && after.root != null
        && before.order.byHash() != after.order.byHash()) {
      throw new IllegalArgumentException("a sorted and a hashed map are no versions of one map");
    }
    List<Change<K, V>> found = new ArrayList<>();
    Node.compare(before.root, after.root, after.order, found);
    return found;
  }

  /** Equal entries, whatever the kinds. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof SharedMap<?, ?> map) || map.size() != size()) {
      return false;
    }
    return this == map || toMap().equals(map.toMap());
  }

  @Override
  public int hashCode() {
    return toMap().hashCode();
  }

  private Map<K, V> toMap() {
    Map<K, V> entries = new java.util.HashMap<>();
    forEach(entries::put);
    return entries;
  }

  @Override
  public String toString() {
    return new java.util.TreeMap<>(toMap()).toString();
  }

  /** A collection of known size over an iterator that can be made again. */
  private static final class View<T> extends AbstractCollection<T> {
    private final Iterable<T> elements;
    private final int size;

    View(Iterable<T> elements, int size) {
      this.elements = elements;
      this.size = size;
    }

    @Override
    public Iterator<T> iterator() {
      return elements.iterator();
    }

    @Override
    public int size() {
      return size;
    }
  }

  /** Goes up a tree by the nodes whose right sides are still to come. */
  private record Walk<K, V, T>(Deque<Node<K, V>> path, Function<Node<K, V>, T> part)
      implements Iterator<T> {

    @Override
    public boolean hasNext() {
      return !path.isEmpty();
    }

    @Override
    public T next() {
      if (path.isEmpty()) {
        throw new NoSuchElementException();
      }
      Node<K, V> node = path.pop();
      for (Node<K, V> below = node.right; below != null; below = below.left) {
        path.push(below);
      }
      return part.apply(node);
    }
  }
}

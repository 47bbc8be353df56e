package io.fairlead.collections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a treap: a search tree by key, and a heap by a rank that follows from the key's hash.
 * The keys alone decide its shape, whatever the order in which they came and went. That is what
 * lets two versions be compared node by node.
 */
final class Node<K, V> {

  final K key;
  final V value;
  final int hash;
  final int size;
  final @Nullable Node<K, V> left;
  final @Nullable Node<K, V> right;

  Node(K key, V value, int hash, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    this.key = key;
    this.value = value;
    this.hash = hash;
    this.left = left;
    this.right = right;
    this.size = 1 + size(left) + size(right);
  }

  /** Two halves of a tree, on either side of a key that it does not hold. */
  record Halves<K, V>(@Nullable Node<K, V> less, @Nullable Node<K, V> greater) {}

  static int size(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.size;
  }

  static int depth(@Nullable Node<?, ?> node) {
    return node == null ? 0 : 1 + Math.max(depth(node.left), depth(node.right));
  }

  @SuppressWarnings("ReferenceEquality") // A tree that did not change must stay the same object.
  private Node<K, V> with(@Nullable Node<K, V> nextLeft, @Nullable Node<K, V> nextRight) {
    return nextLeft == left && nextRight == right
        ? this
        : new Node<>(key, value, hash, nextLeft, nextRight);
  }

  private boolean outranks(int otherHash, K otherKey, Order<K> order) {
    int rank = rank(hash);
    int other = rank(otherHash);
    return rank != other ? rank > other : order.precedes(key, otherKey);
  }

  /** Scatters a hash, so that ranks say nothing about the order of the keys. */
  private static int rank(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x7feb352d;
    mixed = (mixed ^ (mixed >>> 15)) * 0x846ca68b;
    return mixed ^ (mixed >>> 16);
  }

  @SuppressWarnings("ReferenceEquality") // The same object again changes nothing.
  static <K, V> Node<K, V> plus(
      @Nullable Node<K, V> node, int hash, K key, V value, Order<K> order) {
    if (node == null) {
      return new Node<>(key, value, hash, null, null);
    }
    int compared = order.compare(hash, key, node.hash, node.key);
    if (compared == 0) {
      return node.value == value
          ? node
          : new Node<>(node.key, value, node.hash, node.left, node.right);
    }
    if (!node.outranks(hash, key, order)) {
      Halves<K, V> halves = split(node, hash, key, order);
      return new Node<>(key, value, hash, halves.less, halves.greater);
    }
    return compared < 0
        ? node.with(plus(node.left, hash, key, value, order), node.right)
        : node.with(node.left, plus(node.right, hash, key, value, order));
  }

  static <K, V> @Nullable Node<K, V> minus(
      @Nullable Node<K, V> node, int hash, K key, Order<K> order) {
    if (node == null) {
      return null;
    }
    int compared = order.compare(hash, key, node.hash, node.key);
    if (compared == 0) {
      return merge(node.left, node.right, order);
    }
    return compared < 0
        ? node.with(minus(node.left, hash, key, order), node.right)
        : node.with(node.left, minus(node.right, hash, key, order));
  }

  private static <K, V> Halves<K, V> split(
      @Nullable Node<K, V> node, int hash, K key, Order<K> order) {
    if (node == null) {
      return new Halves<>(null, null);
    }
    if (order.compare(hash, key, node.hash, node.key) < 0) {
      Halves<K, V> below = split(node.left, hash, key, order);
      return new Halves<>(below.less, node.with(below.greater, node.right));
    }
    Halves<K, V> above = split(node.right, hash, key, order);
    return new Halves<>(node.with(node.left, above.less), above.greater);
  }

  private static <K, V> @Nullable Node<K, V> merge(
      @Nullable Node<K, V> less, @Nullable Node<K, V> greater, Order<K> order) {
    if (less == null) {
      return greater;
    }
    if (greater == null) {
      return less;
    }
    return less.outranks(greater.hash, greater.key, order)
        ? less.with(less.left, merge(less.right, greater, order))
        : greater.with(merge(less, greater.left, order), greater.right);
  }

  /** Adds to {@code found}, in order, what differs; shared subtrees are not looked into. */
  @SuppressWarnings("ReferenceEquality") // Identity is what keeps this from walking the whole.
  static <K, V> void compare(
      @Nullable Node<K, V> before,
      @Nullable Node<K, V> after,
      Order<K> order,
      List<Change<K, V>> found) {
    if (before == after) {
      return;
    }
    if (before != null && (after == null || before.outranks(after.hash, after.key, order))) {
      Halves<K, V> halves = split(after, before.hash, before.key, order);
      compare(before.left, halves.less, order, found);
      found.add(new Change<>(before.key, before.value, null));
      compare(before.right, halves.greater, order, found);
    } else if (after != null
        && (before == null || after.outranks(before.hash, before.key, order))) {
      Halves<K, V> halves = split(before, after.hash, after.key, order);
      compare(halves.less, after.left, order, found);
      found.add(new Change<>(after.key, null, after.value));
      compare(halves.greater, after.right, order, found);
    } else if (before != null && after != null) {
      compare(before.left, after.left, order, found);
      if (before.value != after.value) {
        found.add(new Change<>(after.key, before.value, after.value));
      }
      compare(before.right, after.right, order, found);
    }
  }
}

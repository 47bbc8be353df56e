package io.fairlead.collections;

import org.jspecify.annotations.Nullable;

/**
 * One key under which two versions of a map hold different objects.
 *
 * @param before null where the key is new
 * @param after null where the key is gone
 */
public record Change<K, V>(K key, @Nullable V before, @Nullable V after) {}

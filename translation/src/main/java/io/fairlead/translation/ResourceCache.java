package io.fairlead.translation;

import java.util.function.Supplier;

/**
 * Keeps encoded resources by the input they were built from. Equal inputs give equal bytes, so a
 * cache can only save work, never lie.
 */
public interface ResourceCache {

  /**
   * @param input an immutable record of everything that {@code make} reads
   */
  EncodedResource resource(Record input, Supplier<EncodedResource> make);

  /** Keeps nothing: every resource is built each time. */
  static ResourceCache none() {
    return (input, make) -> make.get();
  }
}

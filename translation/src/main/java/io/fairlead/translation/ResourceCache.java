package io.fairlead.translation;

import com.google.protobuf.Message;
import java.util.function.Supplier;

/**
 * Keeps encoded resources by the input they were built from. Equal inputs give equal bytes, so a
 * cache can only save work, never lie.
 */
public interface ResourceCache {

  /**
   * @param input an immutable record of everything that {@code build} reads
   */
  EncodedResource resource(Record input, String name, Supplier<? extends Message> build);

  /** Keeps nothing: every resource is built each time. */
  static ResourceCache none() {
    return (input, name, build) -> EncodedResource.of(name, build.get());
  }
}

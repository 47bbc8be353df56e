package io.fairlead.translation.encoding;

import java.util.List;

/**
 * A resource whose bytes are those of its pieces, one after the other. Messages of one type that
 * are written one after the other are one message with all their parts; so a large resource of many
 * parts is made without building the parts again.
 *
 * @param pieces at least one; each builds a message of the same type
 */
public record Concatenation(String name, List<ResourceInput> pieces) {

  public Concatenation {
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("a resource of no pieces has no type");
    }
  }
}

package io.fairlead.translation.encoding;

import com.google.protobuf.Message;

/**
 * Everything that one resource is built from. Implemented by records, so that equal inputs are
 * equal keys; {@link #build} reads the record and nothing else.
 */
public interface ResourceInput {

  /** The name of the resource on the wire. */
  String name();

  Message build();
}

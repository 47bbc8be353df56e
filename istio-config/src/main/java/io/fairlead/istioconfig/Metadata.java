package io.fairlead.istioconfig;

import io.fairlead.model.SourceLocation;
import java.time.Instant;
import java.util.Map;

/**
 * What a resource says of itself besides its spec.
 *
 * @param created the epoch where the source does not tell
 */
public record Metadata(
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant created,
    SourceLocation location) {

  public static final Metadata NONE =
      new Metadata(Map.of(), Map.of(), Instant.EPOCH, SourceLocation.UNKNOWN);

  public Metadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}

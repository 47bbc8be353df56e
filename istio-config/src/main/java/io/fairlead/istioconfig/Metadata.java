package io.fairlead.istioconfig;

import io.fairlead.model.SourceLocation;
import java.time.Instant;
import java.util.Map;

/**
 * What a resource says of itself besides its spec.
 *
 * @param created the epoch where the source does not tell
 * @param location where the resource begins
 * @param places where its fields stand
 */
public record Metadata(
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant created,
    SourceLocation location,
    Places places) {

  public static final Metadata NONE =
      new Metadata(Map.of(), Map.of(), Instant.EPOCH, SourceLocation.UNKNOWN);

  public Metadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  public Metadata(
      Map<String, String> labels,
      Map<String, String> annotations,
      Instant created,
      SourceLocation location) {
    this(labels, annotations, created, location, Places.NONE);
  }

  /** The place of a field, or of the resource where the field is not written down. */
  public SourceLocation locationOf(String path) {
    return places.of(path).orElse(location);
  }
}

package io.fairlead.istioconfig;

import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What a resource says of itself besides its spec.
 *
 * @param created the epoch where the source does not tell
 * @param location where the resource begins
 * @param places where its fields stand
 * @param granted credentials of other namespaces that it may name, as their owners allow; none for
 *     what people wrote
 */
public record Metadata(
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant created,
    SourceLocation location,
    Places places,
    Set<ResourceName> granted) {

  public static final Metadata NONE =
      new Metadata(Map.of(), Map.of(), Instant.EPOCH, SourceLocation.UNKNOWN);

  public Metadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    granted = Set.copyOf(granted);
  }

  public Metadata(
      Map<String, String> labels,
      Map<String, String> annotations,
      Instant created,
      SourceLocation location) {
    this(labels, annotations, created, location, Places.NONE);
  }

  public Metadata(
      Map<String, String> labels,
      Map<String, String> annotations,
      Instant created,
      SourceLocation location,
      Places places) {
    this(labels, annotations, created, location, places, Set.of());
  }

  /** Of a resource that nobody wrote, and that may name these credentials. */
  public static Metadata granting(Set<ResourceName> credentials) {
    return new Metadata(
        Map.of(), Map.of(), Instant.EPOCH, SourceLocation.UNKNOWN, Places.NONE, credentials);
  }

  /** The place of a field, or of the resource where the field is not written down. */
  public SourceLocation locationOf(String path) {
    return places.of(path).orElse(location);
  }
}

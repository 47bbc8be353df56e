package io.fairlead.istioconfig;

import io.fairlead.model.SourceLocation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of a resource stand in the text that it was read from. It says nothing of the
 * resource itself, so any two are equal: a line that moved is no change of a resource.
 */
public final class Places {

  public static final Places NONE = new Places(Map.of());

  private final Map<String, SourceLocation> byPath;

  private Places(Map<String, SourceLocation> byPath) {
    this.byPath = byPath;
  }

  /**
   * @param byPath field path, such as {@code spec.ports[0].number}, to the place of its value
   */
  public static Places of(Map<String, SourceLocation> byPath) {
    return new Places(Map.copyOf(byPath));
  }

  /** The place of a field or, where it is not written down, of the nearest one around it. */
  public Optional<SourceLocation> of(String path) {
    String at = path;
    while (!at.isEmpty()) {
      SourceLocation found = byPath.get(at);
      if (found != null) {
        return Optional.of(found);
      }
      at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
    }
    return Optional.empty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Places;
  }

  @Override
  public int hashCode() {
    return Places.class.hashCode();
  }

  @Override
  public String toString() {
    return byPath.size() + " places";
  }
}

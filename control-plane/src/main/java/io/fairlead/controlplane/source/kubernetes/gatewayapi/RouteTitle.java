package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;

/**
 * Who a resource is.
 *
 * @param created the epoch where nobody tells
 */
record RouteTitle(String kind, ResourceName name, Instant created) {

  /** Whose word counts where two say something of the same requests. */
  static final Comparator<RouteTitle> OLDEST_FIRST =
      Comparator.<RouteTitle, Instant>comparing(RouteTitle::created)
          .thenComparing(RouteTitle::name);

  static RouteTitle of(HasMetadata object) {
    return new RouteTitle(
        object.getKind(),
        new ResourceName(object.getMetadata().getNamespace(), object.getMetadata().getName()),
        created(Text.of(object.getMetadata().getCreationTimestamp())));
  }

  private static Instant created(String text) {
    try {
      return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  Grants.From from() {
    return new Grants.From(kind, name.namespace());
  }

  Problem problem(ProblemCode code, String field, String sentence) {
    return Problem.warning(code, kind + " " + name, field, SourceLocation.UNKNOWN, sentence);
  }
}

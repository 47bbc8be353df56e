package io.fairlead.translation;

import io.fairlead.model.Problem;
import java.util.List;

/** What one proxy needs to serve: the resources that are its own. */
public record Inbound(
    List<EncodedResource> clusters, List<EncodedResource> listeners, List<Problem> problems) {

  public Inbound {
    clusters = List.copyOf(clusters);
    listeners = List.copyOf(listeners);
    problems = List.copyOf(problems);
  }
}

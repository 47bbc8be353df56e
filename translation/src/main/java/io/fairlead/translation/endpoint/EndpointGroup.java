package io.fairlead.translation.endpoint;

import io.fairlead.model.Locality;
import java.util.List;

/**
 * Endpoints at one place that are called at the same priority.
 *
 * @param priority 0 is called first; no number is left out
 * @param weight of the place among others of its priority; 0: what its endpoints weigh together
 */
public record EndpointGroup(
    Locality locality, int priority, int weight, List<AssignedEndpoint> endpoints) {

  public EndpointGroup {
    endpoints = List.copyOf(endpoints);
  }

  EndpointGroup weighing(int other) {
    return new EndpointGroup(locality, priority, other, endpoints);
  }

  long naturalWeight() {
    return endpoints.stream().mapToLong(AssignedEndpoint::weight).sum();
  }
}

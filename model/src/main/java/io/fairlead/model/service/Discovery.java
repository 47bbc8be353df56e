package io.fairlead.model.service;

import io.fairlead.model.Labels;
import java.util.List;

/**
 * How a service finds its endpoints: listed, or selected by labels in its own namespace, or both.
 *
 * @param isExternal outside the mesh: no mesh identity is expected of it
 * @param selector the labels of selected workload entries; empty selects nothing
 * @param subjectAltNames names that its certificates must carry, besides those of its identities
 * @param registry who lists the endpoints. A Service of Kubernetes selects no Pod: those are listed
 */
public record Discovery(
    Resolution resolution,
    boolean isExternal,
    List<Endpoint> endpoints,
    Labels selector,
    List<String> subjectAltNames,
    Registry registry) {

  public Discovery {
    endpoints = List.copyOf(endpoints);
    subjectAltNames = List.copyOf(subjectAltNames);
  }

  /** As declared by somebody. */
  public Discovery(
      Resolution resolution,
      boolean isExternal,
      List<Endpoint> endpoints,
      Labels selector,
      List<String> subjectAltNames) {
    this(resolution, isExternal, endpoints, selector, subjectAltNames, Registry.DECLARED);
  }

  /** Listed endpoints inside the mesh. */
  public static Discovery of(List<Endpoint> endpoints) {
    return new Discovery(Resolution.STATIC, false, endpoints, Labels.NONE, List.of());
  }

  /** Endpoints inside the mesh, selected by labels. */
  public static Discovery selecting(Labels selector) {
    return new Discovery(Resolution.STATIC, false, List.of(), selector, List.of());
  }
}

package io.fairlead.translation.scope;

import io.fairlead.model.Labels;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import java.util.List;

/** A service as proxies see it: how it is called, and who answers. */
public record VisibleService(Service service, Callee callee, List<ReachedEndpoint> endpoints) {

  public VisibleService {
    endpoints = List.copyOf(endpoints);
  }

  public ServiceHost host() {
    return service.host();
  }

  public List<ServicePort> ports() {
    return service.ports();
  }

  public Resolution resolution() {
    return service.discovery().resolution();
  }

  public boolean isExternal() {
    return service.discovery().isExternal();
  }

  /** The service with no other endpoints than those that have {@code labels}. */
  public VisibleService labelled(Labels labels) {
    return labels.isEmpty()
        ? this
        : new VisibleService(
            service,
            callee,
            endpoints.stream().filter(reached -> reached.labels().matches(labels)).toList());
  }

  public String cluster(ServicePort port) {
    return callee.cluster(port);
  }
}

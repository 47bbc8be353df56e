package io.fairlead.registrybridge.merge;

import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import java.util.List;

/**
 * A service as all its sources together declare it.
 *
 * @param sources which sources declare it, the one that decides first
 */
public record MergedService(
    ResourceName name,
    ServiceHost host,
    List<ServicePort> ports,
    List<MergedEndpoint> endpoints,
    List<String> sources) {

  public MergedService {
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
    sources = List.copyOf(sources);
  }

  /** An endpoint and the first source that named it. */
  public record MergedEndpoint(Endpoint endpoint, String source) {}
}

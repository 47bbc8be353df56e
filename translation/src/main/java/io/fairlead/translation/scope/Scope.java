package io.fairlead.translation.scope;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The services that proxies of equal traits see, by host. Where a host is declared more than once,
 * the declaration whose namespace and name come first is taken and the others are reported: that
 * choice needs no clock and is the same on every replica.
 */
public record Scope(
    ProxyTraits traits, MeshView mesh, SharedMap<ServiceHost, VisibleService> services) {

  /** A scope that sees nothing yet. */
  public static Scope empty(ProxyTraits traits, MeshSettings settings) {
    return new Scope(
        traits,
        MeshView.of(MeshState.empty(settings)),
        SharedMap.<ServiceHost, VisibleService>sorted());
  }

  /** The scope over the next view of the mesh; it shares every service that did not change. */
  public Scope at(MeshView next) {
    TreeSet<ServiceHost> hosts = new TreeSet<>();
    for (Change<Service.Key, VisibleService> change :
        SharedMap.changes(mesh.services(), next.services())) {
      hosts.add(change.key().host());
    }
    SharedMap<ServiceHost, VisibleService> now = services;
    for (ServiceHost host : hosts) {
      Optional<VisibleService> taken = taken(next, host);
      now = taken.isEmpty() ? now.minus(host) : now.plus(host, taken.get());
    }
    return new Scope(traits, next, now);
  }

  private Optional<VisibleService> taken(MeshView view, ServiceHost host) {
    return view.state().services(host).stream()
        .filter(service -> service.isVisibleIn(traits.namespace()))
        .findFirst()
        .map(service -> view.services().get(service.key()));
  }

  /** Declarations that are not taken, because another of the same host is. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Service service : mesh.state().services()) {
      VisibleService taken = services.get(service.host());
      if (taken != null
          && service.isVisibleIn(traits.namespace())
          && !taken.service().key().equals(service.key())) {
        problems.add(declaredTwice(service, taken.service()));
      }
    }
    return problems;
  }

  private static Problem declaredTwice(Service ignored, Service taken) {
    return warning(
        ignored.resource(),
        "spec.hosts",
        "host '"
            + ignored.host()
            + "' is already declared by "
            + taken.resource()
            + ", which is taken because its name comes first; declare the host once");
  }

  /** A warning about a service that proxies cannot be given as it was meant. */
  public static Problem warning(ResourceName service, String field, String message) {
    return Problem.warning("ServiceEntry " + service, field, SourceLocation.UNKNOWN, message);
  }
}

package io.fairlead.translation.scope;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.Registry;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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
    return at(next, traits);
  }

  /**
   * The scope over the next view of the mesh for what has become of the traits.
   *
   * @param nextTraits near to those of this scope
   */
  public Scope at(MeshView next, ProxyTraits nextTraits) {
    SeenRules rules = SeenRules.of(next.state(), nextTraits);
    SharedMap<ServiceHost, VisibleService> now = services;
    for (ServiceHost host : touched(next, rules)) {
      Optional<VisibleService> taken = taken(next, rules, host);
      now = taken.isEmpty() ? now.minus(host) : now.plus(host, taken.get());
    }
    return new Scope(nextTraits, next, now);
  }

  private Set<ServiceHost> touched(MeshView next, SeenRules rules) {
    TreeSet<ServiceHost> hosts = new TreeSet<>();
    for (Change<Service.Key, VisibleService> change :
        SharedMap.changes(mesh.services(), next.services())) {
      hosts.add(change.key().host());
    }
    if (!rules.limit().equals(rules().limit())) {
      next.services().keys().forEach(key -> hosts.add(key.host()));
    } else if (rules.limit().isPresent()) {
      hosts.addAll(ledTo(next));
    }
    return hosts;
  }

  /** The hosts that routes lead to which changed. */
  private Set<ServiceHost> ledTo(MeshView next) {
    Set<ServiceHost> hosts = new TreeSet<>();
    for (Change<ResourceName, VirtualService> change :
        SharedMap.changes(
            mesh.state().rules().virtualServices(), next.state().rules().virtualServices())) {
      Stream.of(Optional.ofNullable(change.before()), Optional.ofNullable(change.after()))
          .flatMap(Optional::stream)
          .forEach(routes -> hosts.addAll(routes.destinations()));
    }
    return hosts;
  }

  /** What is shown goes before what routes merely lead to. */
  private static Optional<VisibleService> taken(MeshView view, SeenRules rules, ServiceHost host) {
    List<Service> declared = view.state().services(host);
    return declared.stream()
        .filter(rules::sees)
        .findFirst()
        .or(() -> declared.stream().filter(rules::isLedTo).findFirst())
        .map(service -> view.services().get(service.key()));
  }

  /** The rules as the proxies of this scope see them. */
  public SeenRules rules() {
    return SeenRules.of(mesh.state(), traits);
  }

  /** Declarations and rules that are not taken, because another is; routes to nowhere. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    SeenRules rules = rules();
    for (Service service : mesh.state().services()) {
      VisibleService taken = services.get(service.host());
      if (taken != null && rules.sees(service) && !taken.service().key().equals(service.key())) {
        problems.add(declaredTwice(service, taken.service()));
      }
    }
    services.values().forEach(service -> problems.addAll(CallProblems.of(service, rules)));
    if (!(traits.interception() instanceof Interception.Edge)) {
      problems.addAll(RouteProblems.of(this));
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
            + (taken.discovery().registry() == Registry.KUBERNETES
                ? ", a Service of Kubernetes, which goes before it; declare the host once"
                : ", which is taken because its name comes first; declare the host once"));
  }

  /** A warning about a service that proxies cannot be given as it was meant. */
  public static Problem warning(ResourceName service, String field, String message) {
    return Problem.warning("ServiceEntry " + service, field, SourceLocation.UNKNOWN, message);
  }
}

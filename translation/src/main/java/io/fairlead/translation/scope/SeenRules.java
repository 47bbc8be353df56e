package io.fairlead.translation.scope;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.EgressPort;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.EgressScope.EgressListener;
import io.fairlead.model.policy.MeshDefaults;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.UnknownHosts;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of one state as proxies of some traits see them. */
public final class SeenRules {

  private final TrafficRules rules;
  private final String rootNamespace;
  private final ProxyTraits traits;
  private final Optional<EgressScope> limit;

  /** What one VirtualService says of a host. */
  public record Steering(ResourceName routes, Routing says) {}

  private SeenRules(MeshState state, ProxyTraits traits) {
    this.rules = state.rules();
    this.rootNamespace = state.settings().rootNamespace();
    this.traits = traits;
    this.limit =
        switch (traits.selection().egress()) {
          case Selection.Egress.Everything ignored -> Optional.empty();
          case Selection.Egress.Limited(var name) ->
              Optional.ofNullable(rules.egressScopes().get(name));
        };
  }

  static SeenRules of(MeshState state, ProxyTraits traits) {
    return new SeenRules(state, traits);
  }

  /** What limits the scope, if anything does. */
  Optional<EgressScope> limit() {
    return limit;
  }

  /** What holds where no rule says it. */
  public MeshDefaults defaults() {
    return rules.defaults();
  }

  /** Where connections go whose host is not seen; gateways let nobody go there anyway. */
  public Unknown unknown() {
    if (traits.interception() instanceof Interception.Edge) {
      return Unknown.ALLOWED;
    }
    Setting<UnknownHosts> said = limit.map(EgressScope::unknown).orElseGet(Setting::unset);
    return Unknown.of(said.or(defaults().unknown()));
  }

  /** Where {@code port} is listened on. */
  public PortPlace place(int port) {
    return limit
        .flatMap(scope -> scope.port(port))
        .map(named -> PortPlace.of(named, traits.interception()))
        .orElseGet(PortPlace.AsHost::new);
  }

  /**
   * A callee as it is called on {@code port}; empty where it is not seen there. Gateways call
   * nobody but where their routes lead.
   */
  public Optional<Callee> on(int port, Callee callee) {
    if (traits.interception() instanceof Interception.Edge) {
      return Optional.empty();
    }
    if (limit.isEmpty()) {
      return Optional.of(callee);
    }
    EgressScope scope = limit.get();
    Optional<EgressPort.Named> named = scope.port(port);
    String from = callee.resource().namespace();
    String own = traits.namespace();
    boolean isLedToOnly = named.isEmpty() && !scope.sees(callee.host(), from, own);
    if (!isLedToOnly && !scope.seesOn(port, callee.host(), from, own)) {
      return Optional.empty();
    }
    return Optional.of(named.map(place -> callee.speaking(port, place.protocol())).orElse(callee));
  }

  /** Whether something else is seen on some port, though the same services may be seen. */
  public boolean dividesPortsOtherwise(SeenRules other) {
    return !dividedPorts().equals(other.dividedPorts());
  }

  private List<EgressListener> dividedPorts() {
    return limit
        .filter(scope -> !scope.ports().isEmpty())
        .map(EgressScope::egress)
        .orElse(List.of());
  }

  /** Whether a service is exported to the proxies, and shown to them. */
  boolean sees(Service service) {
    return isExported(service)
        && (limit.isEmpty()
            || limit
                .get()
                .sees(service.host(), service.resource().namespace(), traits.namespace()));
  }

  /** Whether a service is exported to the proxies, and some route that they see leads to it. */
  boolean isLedTo(Service service) {
    return isExported(service)
        && rules.virtualServicesTo(service.host()).stream()
            .anyMatch(
                routes ->
                    sees(routes) && routes.leadsSidecarsIn(traits.namespace(), service.host()));
  }

  private boolean isExported(Service service) {
    return service.isVisibleIn(traits.namespace());
  }

  /** Whether the proxies follow routes, as far as these concern them. */
  boolean sees(VirtualService routes) {
    String from = routes.name().namespace();
    return routes.gateways().isForSidecars()
        && routes.isVisibleIn(traits.namespace())
        && (limit.isEmpty()
            || routes.hosts().stream()
                .anyMatch(host -> limit.get().touches(host, from, traits.namespace())));
  }

  /** How a service is called. */
  public Calling calling(Service service) {
    return defaults()
        .calls()
        .under(
            new CallRules(rules, rootNamespace, traits.namespace())
                .calling(service, traits.selection().callers()));
  }

  /** The rules that say so. */
  public List<DestinationRule> followed(Service service) {
    return new CallRules(rules, rootNamespace, traits.namespace())
        .followed(service, traits.selection().callers());
  }

  /**
   * Where what is sent to a host goes: by the routes for the most telling host that leave the
   * caller any way at all.
   *
   * @param services what the callers see
   */
  public Routing routing(ServiceHost host, SharedMap<ServiceHost, VisibleService> services) {
    if (rules.virtualServices().isEmpty()) {
      return Routing.NONE;
    }
    return routing(routes(host), services);
  }

  /** As above, by routes in the order in which they are asked. */
  Routing routing(List<VirtualService> found, SharedMap<ServiceHost, VisibleService> services) {
    RouteDecision decision =
        new RouteDecision(
            traits, services, new RouteDecision.Audience.Sidecars(), defaults().retries());
    List<Routing.HttpWays> http = new ArrayList<>();
    List<Routing.TlsWay> tls = new ArrayList<>();
    List<Routing.TcpWay> tcp = new ArrayList<>();
    for (VirtualService routes : found) {
      boolean isDecided = !http.isEmpty() && http.getLast().isForEveryPort();
      if (!isDecided) {
        Routing.HttpWays ways = decision.http(routes);
        if (!ways.ways().isEmpty()) {
          http.add(ways);
        }
      }
      tls.addAll(decision.tls(routes));
      tcp.addAll(decision.tcp(routes));
    }
    return new Routing(http, tls, tcp);
  }

  /**
   * The routes that say anything of it, each with what it says that holds.
   *
   * @param services what the callers see
   */
  public List<Steering> steering(
      ServiceHost host, SharedMap<ServiceHost, VisibleService> services) {
    if (rules.virtualServices().isEmpty()) {
      return List.of();
    }
    List<Steering> steering = new ArrayList<>();
    boolean isDecided = false;
    for (VirtualService routes : routes(host)) {
      Routing own = routing(List.of(routes), services);
      Routing holding = isDecided ? new Routing(List.of(), own.tls(), own.tcp()) : own;
      if (!holding.isEmpty()) {
        steering.add(new Steering(routes.name(), holding));
      }
      isDecided |= holding.http().stream().anyMatch(Routing.HttpWays::isForEveryPort);
    }
    return steering;
  }

  /** Those that the callers follow, in the order in which they are asked. */
  private List<VirtualService> routes(ServiceHost host) {
    List<VirtualService> found = new ArrayList<>();
    for (ServiceHost covering : host.coveredBy()) {
      found.addAll(routesForExactly(covering));
    }
    return found;
  }

  /** Those that list the host itself, in the order in which they are asked. */
  public List<VirtualService> routesForExactly(ServiceHost host) {
    return rules.virtualServices(host).stream()
        .filter(this::sees)
        .sorted(VirtualService.preferredIn(traits.namespace()))
        .toList();
  }
}

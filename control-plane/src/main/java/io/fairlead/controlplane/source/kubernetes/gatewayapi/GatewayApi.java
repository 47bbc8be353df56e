package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.source.kubernetes.object.RootsObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says the Gateway API in Istio's language: each listener of our class is a Gateway, and the routes
 * to one host of it are one VirtualService. What follows from each object is kept, with what it was
 * made from, so a change costs what it touches. Of one thread.
 */
public final class GatewayApi {

  /** The class of gateways that are ours where no GatewayClass says otherwise. */
  public static final String CLASS = "fairlead";

  /** The label by which a proxy says whose gateway it is. */
  public static final String OF_GATEWAY = "gateway.networking.k8s.io/gateway-name";

  private static final String GATEWAY = "Gateway";
  private static final String POLICY = "BackendTLSPolicy";
  private static final String SERVICE = "Service";
  private static final String VIRTUAL_SERVICE = "VirtualService";

  private final GatewayObjects objects;
  private final Entrances entrances = new Entrances();
  private final BackendTls backendTls;
  private final SortedMap<ResourceName, OwnGateway> gateways = new TreeMap<>();
  private final SortedMap<ResourceId, BoundRoute> routes = new TreeMap<>();
  private final Map<ResourceName, BoundListener> served = new HashMap<>();
  private final Map<ResourceId, IstioResource> written = new HashMap<>();
  private final Tellings tellings;

  private final Links<ResourceName, ResourceId> routesOfGateway = new Links<>();
  private final Links<String, ResourceId> routesOfNamespace = new Links<>();
  private final Links<ResourceName, ResourceId> routesOfService = new Links<>();
  private final Links<String, ResourceId> routesOfGrants = new Links<>();
  private final Links<ResourceName, ResourceId> routesOfListener = new Links<>();
  private final Links<Place, ResourceId> routesOfPlace = new Links<>();
  private final Links<String, ResourceName> gatewaysOfGrants = new Links<>();
  private final Links<String, ResourceName> gatewaysOfClass = new Links<>();

  private final Set<ResourceName> touchedGateways = new TreeSet<>();
  private final Set<ResourceName> touchedStatuses = new TreeSet<>();
  private final Set<ResourceId> touchedRoutes = new TreeSet<>();
  private final Set<ResourceName> touchedPolicies = new TreeSet<>();
  private final Set<Place> touchedPlaces = new HashSet<>();
  private long work;

  /**
   * @param domain of clusters, such as {@code cluster.local}
   */
  public GatewayApi(String domain) {
    this.objects = new GatewayObjects(domain);
    this.tellings = new Tellings(objects);
    this.backendTls = new BackendTls(domain);
  }

  /** The DestinationRule that policies for TLS to a Service become. */
  public static ResourceName tlsRule(ResourceName service) {
    return TlsRule.name(service);
  }

  /** A resource of the Gateway API as it is now; none where it is gone. */
  public void put(ResourceId id, Optional<HasMetadata> object) {
    objects.put(id, object.orElse(null));
    switch (id.kind()) {
      case GATEWAY -> touchedGateways.add(id.name());
      case "GatewayClass" -> {
        touchedGateways.addAll(gatewaysOfClass.of(id.name().name()));
        tellings.tell(id, object.filter(GatewayObjects::isOurs).map(any -> ofClass()));
      }
      case "ReferenceGrant" -> {
        touchedRoutes.addAll(routesOfGrants.of(id.name().namespace()));
        touchedGateways.addAll(gatewaysOfGrants.of(id.name().namespace()));
      }
      case POLICY ->
          backendTls.put(
              id.name(), object.orElse(null) instanceof BackendTLSPolicy policy ? policy : null);
      default -> touchedRoutes.add(id);
    }
  }

  /**
   * What is known now of a ConfigMap that policies name.
   *
   * @param now none where nobody asks for it any more
   */
  public void roots(ResourceName configMap, @Nullable RootsObject now) {
    backendTls.roots(configMap, now);
  }

  /** The ConfigMaps that policies name; the same object until it differs. */
  public Set<ResourceName> namedRoots() {
    return backendTls.named();
  }

  /** Whether nothing was heard yet of one of them: policies that name it count as before. */
  public boolean awaitsRoots() {
    return backendTls.isAwaiting();
  }

  private static Status ofClass() {
    return new Status.OfClass(List.of(Condition.good(Condition.ACCEPTED)));
  }

  /** The labels of a namespace as they are now; none where it is gone. */
  public void namespace(String name, @Nullable Map<String, String> labels) {
    objects.labels(name, labels);
    touchedRoutes.addAll(routesOfNamespace.of(name));
  }

  /** A Service as it is now; none where it is gone. */
  public void service(ResourceName name, @Nullable ServiceObject service) {
    if (objects.service(name, service != null)) {
      touchedRoutes.addAll(routesOfService.of(name));
    }
    touchedStatuses.addAll(entrances.put(name, service));
    backendTls.service(name, service);
  }

  /** What differs from what was derived last. */
  public Derived update() {
    Writing writing = new Writing(written);
    touchedGateways.forEach(name -> gateway(name, writing));
    touchedRoutes.forEach(this::route);
    touchedPlaces.forEach(place -> place(place, writing));
    touchedStatuses.forEach(this::tellGateway);
    touchedPolicies.addAll(backendTls.update(writing::call));
    touchedPolicies.forEach(this::tellPolicy);
    touchedPolicies.clear();
    touchedGateways.clear();
    touchedRoutes.clear();
    touchedPlaces.clear();
    touchedStatuses.clear();
    return writing.derived();
  }

  /** Whether policies say how a Service is called, its traffic distribution included. */
  public boolean calls(ResourceName service) {
    return written.containsKey(new ResourceId(Writing.DESTINATION_RULE, tlsRule(service)));
  }

  /** What is told back of each resource now. */
  public SharedMap<ResourceId, Told> told() {
    return tellings.all();
  }

  /** What is wrong with the resources that people wrote. */
  public List<Problem> problems() {
    return Stream.of(
            gateways.values().stream().flatMap(gateway -> gateway.problems().stream()),
            routes.values().stream().flatMap(route -> route.problems().stream()),
            backendTls.problems().stream())
        .flatMap(all -> all)
        .toList();
  }

  /** How many objects were read and places written so far. */
  long work() {
    return work;
  }

  private void gateway(ResourceName name, Writing writing) {
    Optional<Gateway> object = objects.gateway(name);
    gatewaysOfClass.set(
        name,
        object
            .map(found -> Set.of(Text.of(found.getSpec().getGatewayClassName())))
            .orElse(Set.of()));
    Optional<OwnGateway> now =
        object.filter(objects::isOurs).map(found -> OwnGateway.of(found, objects));
    OwnGateway before = gateways.remove(name);
    if (before == null && now.isEmpty()) {
      tellings.tell(new ResourceId(GATEWAY, name), Optional.empty());
      return;
    }
    work++;
    if (before != null) {
      before.bound().forEach(listener -> served.remove(listener.istioName()));
      before.bound().forEach(listener -> writing.put(GATEWAY, listener.istioName(), null));
    }
    gatewaysOfGrants.set(name, now.map(OwnGateway::grants).orElse(Set.of()));
    now.ifPresent(own -> gateways.put(name, own));
    now.map(OwnGateway::listeners).orElse(List.of()).forEach(own -> serve(own, writing));
    for (ResourceId route : routesOfGateway.of(name)) {
      touchedRoutes.add(route);
      Optional.ofNullable(routes.get(route)).ifPresent(all -> touchedPlaces.addAll(all.places()));
    }
    touchedStatuses.add(name);
  }

  private void serve(OwnListener listener, Writing writing) {
    listener
        .server()
        .ifPresent(
            server -> {
              served.put(listener.bound().istioName(), listener.bound());
              writing.put(
                  GATEWAY,
                  listener.bound().istioName(),
                  Written.gateway(listener.bound().istioName(), server));
            });
  }

  private void route(ResourceId id) {
    Optional<Route> route = objects.get(id).flatMap(Route::of);
    Set<ResourceName> parents = route.map(GatewayApi::parentGateways).orElse(Set.of());
    touchedStatuses.addAll(routesOfGateway.set(id, parents));
    touchedStatuses.addAll(parents);
    routesOfNamespace.set(id, route.isPresent() ? Set.of(id.name().namespace()) : Set.of());
    Findings findings = new Findings();
    Optional<BoundRoute> now = route.flatMap(found -> bound(found, findings));
    Set<ResourceName> servicesBefore = routesOfService.set(id, findings.services());
    Stream.concat(servicesBefore.stream(), findings.services().stream())
        .forEach(service -> touchedPolicies.addAll(backendTls.of(service)));
    routesOfGrants.set(id, findings.grants());
    routesOfListener.set(id, now.map(BoundRoute::listeners).orElse(Set.of()));
    Set<Place> places = now.map(BoundRoute::places).orElse(Set.of());
    Set<Place> placesBefore = routesOfPlace.set(id, places);
    BoundRoute before = now.isPresent() ? routes.put(id, now.get()) : routes.remove(id);
    if (!Objects.equals(before, now.orElse(null))) {
      touchedPlaces.addAll(placesBefore);
      touchedPlaces.addAll(places);
    }
    boolean wasTold = tellings.contains(id);
    tellings.tell(
        id,
        now.<Status>map(BoundRoute::status)
            .or(
                () ->
                    route.isPresent() && wasTold
                        ? Optional.of(new Status.OfRoute(List.of()))
                        : Optional.empty()));
  }

  private static Set<ResourceName> parentGateways(Route route) {
    Set<ResourceName> names = new TreeSet<>();
    for (ParentReference parent : route.parents()) {
      if (Parents.isGateway(parent)) {
        names.add(Parents.name(parent, route));
      }
    }
    return names;
  }

  /** Nothing where no parent is ours. */
  private Optional<BoundRoute> bound(Route route, Findings findings) {
    List<Attachment> attachments = new ArrayList<>();
    for (ParentReference parent : route.parents()) {
      if (Parents.isGateway(parent)) {
        Optional.ofNullable(gateways.get(Parents.name(parent, route)))
            .map(gateway -> Attachment.toGateway(route, parent, gateway.bound(), objects::labels))
            .ifPresent(attachments::add);
      } else if (Parents.isService(parent)) {
        ResourceName service = Parents.name(parent, route);
        findings.lookedForService(service);
        attachments.add(Attachment.toService(route, parent, service, objects.hasService(service)));
      }
    }
    if (attachments.isEmpty()) {
      return Optional.empty();
    }
    work++;
    Meaning meaning = Meaning.of(route, new Backends(objects, findings));
    return Optional.of(
        new BoundRoute(
            route,
            attachments,
            meaning,
            findings.accepted(),
            findings.refs(),
            findings.problems()));
  }

  private void place(Place place, Writing writing) {
    work++;
    List<BoundRoute> all =
        routesOfPlace.of(place).stream()
            .flatMap(id -> Optional.ofNullable(routes.get(id)).stream())
            .toList();
    ResourceName name = Written.name(place);
    writing.put(
        VIRTUAL_SERVICE,
        name,
        Written.resource(place, all, Optional.ofNullable(listener(place)), objects.domain())
            .map(spec -> Written.resource(VIRTUAL_SERVICE, name, spec))
            .orElse(null));
  }

  private @Nullable BoundListener listener(Place place) {
    return place instanceof Place.Host(ResourceName listener, String any)
        ? served.get(listener)
        : null;
  }

  private void tellGateway(ResourceName name) {
    OwnGateway gateway = gateways.get(name);
    tellings.tell(
        new ResourceId(GATEWAY, name),
        Optional.ofNullable(gateway)
            .map(
                own ->
                    own.status(
                        listener -> routesOfListener.of(listener).size(), entrances.of(name))));
  }

  private void tellPolicy(ResourceName name) {
    Set<ResourceName> services = backendTls.servicesOf(name);
    Set<ResourceName> leading = new TreeSet<>();
    for (ResourceName service : services) {
      for (ResourceId route : routesOfService.of(service)) {
        Optional.ofNullable(routes.get(route)).ifPresent(own -> leading.addAll(own.gateways()));
      }
    }
    List<Status.OfParent> ancestors = new ArrayList<>();
    Optional<List<Condition>> conditions = backendTls.conditions(name);
    conditions.ifPresent(
        all -> leading.forEach(one -> ancestors.add(ancestor(Parents.GROUP, GATEWAY, one, all))));
    services.forEach(
        one -> ancestors.add(ancestor("", SERVICE, one, backendTls.conditions(name, one))));
    tellings.tell(
        new ResourceId(POLICY, name), conditions.map(any -> new Status.OfPolicy(ancestors)));
  }

  private static Status.OfParent ancestor(
      String group, String kind, ResourceName name, List<Condition> conditions) {
    return new Status.OfParent(
        new Status.Parent(group, kind, name.namespace(), name.name(), "", 0), conditions);
  }
}

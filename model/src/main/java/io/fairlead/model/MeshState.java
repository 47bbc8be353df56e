package io.fairlead.model;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.AccessPolicy;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.policy.MeshDefaults;
import io.fairlead.model.policy.MeshNetworks;
import io.fairlead.model.policy.PeerAuthentication;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Registry;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadEntry;
import io.fairlead.model.workload.WorkloadGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The mesh at one moment. Every change yields a new state that shares with the old one all that did
 * not change; the reverse indexes are kept in the same step, so that no question costs a walk over
 * the mesh.
 */
public final class MeshState {

  private record Declared(
      SharedMap<Service.Key, Service> services,
      SharedMap<ResourceName, WorkloadEntry> entries,
      SharedMap<ResourceName, Workload> workloads,
      SharedMap<ResourceName, WorkloadGroup> groups,
      WorkloadPolicies policies) {}

  private final MeshSettings settings;
  private final Declared declared;
  private final TrafficRules rules;
  private final MeshIndexes indexes;
  private final VirtualAddresses virtualAddresses;

  /** What {@link MeshDifference} compares. */
  record Parts(
      SharedMap<Service.Key, Service> services,
      SharedMap<ResourceName, WorkloadEntry> entries,
      SharedMap<ResourceName, Workload> workloads,
      WorkloadPolicies policies,
      TrafficRules rules,
      MeshIndexes indexes) {}

  Parts parts() {
    return new Parts(
        declared.services, declared.entries, declared.workloads, declared.policies, rules, indexes);
  }

  private MeshState(
      MeshSettings settings,
      Declared declared,
      TrafficRules rules,
      MeshIndexes indexes,
      VirtualAddresses virtualAddresses) {
    this.settings = settings;
    this.declared = declared;
    this.rules = rules;
    this.indexes = indexes;
    this.virtualAddresses = virtualAddresses;
  }

  public static MeshState empty(MeshSettings settings) {
    Declared nothing =
        new Declared(
            SharedMap.sorted(),
            SharedMap.sorted(),
            SharedMap.sorted(),
            SharedMap.sorted(),
            WorkloadPolicies.NONE);
    return new MeshState(
        settings, nothing, TrafficRules.NONE, MeshIndexes.empty(), VirtualAddresses.empty());
  }

  public MeshSettings settings() {
    return settings;
  }

  /** What was declared of the traffic between workloads. */
  public TrafficRules rules() {
    return rules;
  }

  /** Every service, ordered by host. */
  public Collection<Service> services() {
    return declared.services.values();
  }

  public Collection<WorkloadEntry> entries() {
    return declared.entries.values();
  }

  public Collection<Workload> workloads() {
    return declared.workloads.values();
  }

  /** The same, to be compared with those of another state. */
  public SharedMap<ResourceName, Workload> workloadsByName() {
    return declared.workloads;
  }

  public Collection<WorkloadGroup> groups() {
    return declared.groups.values();
  }

  public Collection<PeerAuthentication> peerAuthentications() {
    return declared.policies.peers().values();
  }

  /** The policies of one namespace, ordered by name. */
  public List<PeerAuthentication> peerAuthentications(String namespace) {
    return WorkloadPolicies.in(namespace, declared.policies.peers(), PeerAuthentication::name);
  }

  /** Who may do what, ordered by name; the same object as long as nothing of it changes. */
  public SharedMap<ResourceName, AccessPolicy> accessPolicies() {
    return declared.policies.access();
  }

  /** The same of one namespace. */
  public List<AccessPolicy> accessPolicies(String namespace) {
    return WorkloadPolicies.in(namespace, declared.policies.access(), AccessPolicy::name);
  }

  /** Every declaration of one host, in the order in which they are preferred. */
  public List<Service> services(ServiceHost host) {
    List<Service> found = new ArrayList<>();
    Service.Key first = new Service.Key(Registry.KUBERNETES, new ResourceName("\0", "\0"), host);
    for (Service service : declared.services.valuesFrom(first)) {
      if (!service.host().equals(host)) {
        break;
      }
      found.add(service);
    }
    return found;
  }

  public Optional<Service> service(Service.Key key) {
    return Optional.ofNullable(declared.services.get(key));
  }

  public Optional<Workload> workload(ResourceName name) {
    return Optional.ofNullable(declared.workloads.get(name));
  }

  public Optional<WorkloadGroup> group(ResourceName name) {
    return Optional.ofNullable(declared.groups.get(name));
  }

  /** The address that the mesh gave to a service which declares none of its own. */
  public Optional<String> virtualAddress(Service service) {
    return virtualAddresses.of(service);
  }

  /**
   * The hosts whose virtual address is not the one of {@code before}. A service may be among them
   * that did not change: a host that comes or goes can move another one's address (ADR 0014).
   */
  public Collection<ServiceHost> virtualAddressesChangedSince(MeshState before) {
    return virtualAddresses.changedSince(before.virtualAddresses);
  }

  /** What callers of a service are told of, each with the live workload that owns its address. */
  public List<ResolvedEndpoint> endpointsOf(Service service) {
    return placesOf(service).stream().filter(Endpoint::isCalled).map(this::resolve).toList();
  }

  /** Where a service is served, whether callers are told of it or not. */
  public List<Endpoint> placesOf(Service service) {
    List<Endpoint> found = new ArrayList<>(service.discovery().endpoints());
    Labels selector = service.discovery().selector();
    String namespace = service.resource().namespace();
    for (ResourceName name : new TreeSet<>(indexes.entriesThatMayMatch(namespace, selector))) {
      WorkloadEntry entry = indexed(declared.entries, name);
      if (selects(service, entry)) {
        found.add(entry.endpoint());
      }
    }
    return found;
  }

  /** The services that have an endpoint on {@code address}, ordered by host. */
  public List<Service> servicesAt(String network, String address) {
    return servicesOn(address).stream()
        .map(key -> indexed(declared.services, key))
        .filter(service -> servesOn(service, network, address))
        .toList();
  }

  /** The services with an endpoint on {@code address}, whatever its network. */
  public SortedSet<Service.Key> servicesOn(String address) {
    TreeSet<Service.Key> keys = new TreeSet<>(indexes.servicesListing(address));
    for (ResourceName entryName : indexes.entriesAt(address)) {
      keys.addAll(servicesSelecting(indexed(declared.entries, entryName)));
    }
    return keys;
  }

  /** The services whose selector takes {@code entry}. */
  public List<Service.Key> servicesSelecting(WorkloadEntry entry) {
    return indexes.servicesThatMaySelect(entry).stream()
        .filter(key -> selects(indexed(declared.services, key), entry))
        .toList();
  }

  /** The Pods of a Service of Kubernetes are listed by it, each while it is ready. */
  private static boolean selects(Service service, WorkloadEntry entry) {
    boolean isListed =
        service.discovery().registry() == Registry.KUBERNETES
            && entry.registry() == Registry.KUBERNETES;
    return !isListed && entry.endpoint().labels().matches(service.discovery().selector());
  }

  private boolean servesOn(Service service, String network, String address) {
    return placesOf(service).stream()
        .anyMatch(
            endpoint ->
                endpoint.address().equals(address)
                    && isOnNetwork(endpoint.placement().network(), network));
  }

  /** A declaration without a network speaks of the default one and of the host's own. */
  private static boolean isOnNetwork(String declaredNetwork, String network) {
    return declaredNetwork.isEmpty() || declaredNetwork.equals(network);
  }

  /** The live workload that owns an address: the newest registration that claims it. */
  public Optional<Workload> ownerOf(String network, String address) {
    return claimants(network, address).stream()
        .max(
            Comparator.comparing((Workload workload) -> workload.status().registered())
                .thenComparing(Workload::name));
  }

  /** Every live workload that claims an address; more than one is an alarm. */
  public List<Workload> claimants(String network, String address) {
    return indexes.workloadsAt(address).stream()
        .map(name -> indexed(declared.workloads, name))
        .filter(workload -> isOnNetwork(network, workload.placement().network()))
        .toList();
  }

  private ResolvedEndpoint resolve(Endpoint endpoint) {
    return new ResolvedEndpoint(
        endpoint,
        ownerOf(endpoint.placement().network(), endpoint.address())
            .<ResolvedEndpoint.Claim>map(ResolvedEndpoint.Claim.Owned::new)
            .orElseGet(ResolvedEndpoint.Claim.Nobody::new));
  }

  public MeshState with(Service service) {
    Service before = declared.services.get(service.key());
    if (service.equals(before)) {
      return this;
    }
    return new MeshState(
        settings,
        withServices(declared.services.plus(service.key(), service)),
        rules,
        indexes.replacing(before, service),
        virtualAddresses.replacing(before, service));
  }

  public MeshState without(Service.Key key) {
    Service before = declared.services.get(key);
    if (before == null) {
      return this;
    }
    return new MeshState(
        settings,
        withServices(declared.services.minus(key)),
        rules,
        indexes.replacing(before, null),
        virtualAddresses.replacing(before, null));
  }

  public MeshState with(WorkloadEntry entry) {
    WorkloadEntry before = declared.entries.get(entry.name());
    return entry.equals(before)
        ? this
        : withEntries(declared.entries.plus(entry.name(), entry), before, entry);
  }

  public MeshState withoutEntry(ResourceName name) {
    WorkloadEntry before = declared.entries.get(name);
    return before == null ? this : withEntries(declared.entries.minus(name), before, null);
  }

  public MeshState with(Workload workload) {
    Workload before = declared.workloads.get(workload.name());
    return workload.equals(before)
        ? this
        : withWorkloads(declared.workloads.plus(workload.name(), workload), before, workload);
  }

  public MeshState withoutWorkload(ResourceName name) {
    Workload before = declared.workloads.get(name);
    return before == null ? this : withWorkloads(declared.workloads.minus(name), before, null);
  }

  public MeshState with(WorkloadGroup group) {
    return withGroups(declared.groups.plus(group.name(), group));
  }

  public MeshState withoutGroup(ResourceName name) {
    return withGroups(declared.groups.minus(name));
  }

  public MeshState with(PeerAuthentication policy) {
    return withPolicies(declared.policies.with(policy));
  }

  public MeshState withoutPeerAuthentication(ResourceName name) {
    return withPolicies(declared.policies.withoutPeers(name));
  }

  public MeshState with(AccessPolicy policy) {
    return withPolicies(declared.policies.with(policy));
  }

  public MeshState withoutAccessPolicy(ResourceName name) {
    return withPolicies(declared.policies.withoutAccess(name));
  }

  public MeshState with(EgressScope scope) {
    return withRules(rules.with(scope));
  }

  public MeshState withoutEgressScope(ResourceName name) {
    return withRules(rules.withoutEgressScope(name));
  }

  public MeshState with(DestinationRule rule) {
    return withRules(rules.with(rule));
  }

  public MeshState withoutDestinationRule(ResourceName name) {
    return withRules(rules.withoutDestinationRule(name));
  }

  public MeshState with(VirtualService routes) {
    return withRules(rules.with(routes));
  }

  public MeshState withoutVirtualService(ResourceName name) {
    return withRules(rules.withoutVirtualService(name));
  }

  public MeshState with(Gateway gateway) {
    return withRules(rules.with(gateway));
  }

  public MeshState withoutGateway(ResourceName name) {
    return withRules(rules.withoutGateway(name));
  }

  public MeshState with(MeshNetworks networks) {
    return withRules(rules.with(rules.networks().with(networks)));
  }

  public MeshState withoutNetworks(ResourceName name) {
    return withRules(rules.with(rules.networks().without(name)));
  }

  public MeshState with(ResourceName name, MeshDefaults defaults) {
    return withRules(rules.with(name, defaults));
  }

  public MeshState withoutDefaults(ResourceName name) {
    return withRules(rules.withoutDefaults(name));
  }

  /** What DNS has for the names of gateways between networks; it takes the place of what it had. */
  public MeshState withGatewayAddresses(Map<String, List<String>> byName) {
    return withRules(rules.with(rules.networks().at(byName)));
  }

  @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
  private MeshState withRules(TrafficRules next) {
    return next == rules
        ? this
        : new MeshState(settings, declared, next, indexes, virtualAddresses);
  }

  private static <K extends Comparable<? super K>, V> V indexed(SharedMap<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("an index names " + key + ", which does not exist");
    }
    return value;
  }

  private Declared withServices(SharedMap<Service.Key, Service> services) {
    return new Declared(
        services, declared.entries, declared.workloads, declared.groups, declared.policies);
  }

  private MeshState withEntries(
      SharedMap<ResourceName, WorkloadEntry> entries,
      @Nullable WorkloadEntry before,
      @Nullable WorkloadEntry after) {
    Declared next =
        new Declared(
            declared.services, entries, declared.workloads, declared.groups, declared.policies);
    return new MeshState(settings, next, rules, indexes.replacing(before, after), virtualAddresses);
  }

  private MeshState withWorkloads(
      SharedMap<ResourceName, Workload> workloads,
      @Nullable Workload before,
      @Nullable Workload after) {
    Declared next =
        new Declared(
            declared.services, declared.entries, workloads, declared.groups, declared.policies);
    return new MeshState(settings, next, rules, indexes.replacing(before, after), virtualAddresses);
  }

  private MeshState withGroups(SharedMap<ResourceName, WorkloadGroup> groups) {
    Declared next =
        new Declared(
            declared.services, declared.entries, declared.workloads, groups, declared.policies);
    return new MeshState(settings, next, rules, indexes, virtualAddresses);
  }

  @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
  private MeshState withPolicies(WorkloadPolicies policies) {
    if (policies == declared.policies) {
      return this;
    }
    Declared next =
        new Declared(
            declared.services, declared.entries, declared.workloads, declared.groups, policies);
    return new MeshState(settings, next, rules, indexes, virtualAddresses);
  }
}

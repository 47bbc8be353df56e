package io.fairlead.model;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.model.MeshState.Parts;
import io.fairlead.model.policy.PeerAuthentication;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadEntry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one state of the mesh changes against another, found at the cost of what changed.
 *
 * @param services those whose declaration, endpoints, addresses, or owners of endpoints may differ
 * @param addresses those at which other services, or the same ones otherwise, may be served
 * @param owned those behind which another host stands, or the same one otherwise
 * @param policies the policies that differ
 * @param rules the rules of traffic that differ
 */
public record MeshDifference(
    Set<Service.Key> services,
    Set<String> addresses,
    Set<String> owned,
    Policies policies,
    Rules rules) {

  /**
   * Policies that came, went or changed.
   *
   * @param peers whether any says another transport than before
   * @param access those that say who may do what
   */
  public record Policies(boolean peers, Set<ResourceName> access) {
    public Policies {
      access = Set.copyOf(access);
    }

    /** Whether what a workload of {@code namespace} lets in may differ. */
    public boolean concern(String namespace, String rootNamespace) {
      return peers
          || access.stream()
              .map(ResourceName::namespace)
              .anyMatch(named -> named.equals(namespace) || named.equals(rootNamespace));
    }
  }

  /** Rules of traffic that came, went or changed. */
  public record Rules(
      Set<ResourceName> egressScopes,
      Set<ResourceName> destinationRules,
      Set<ResourceName> virtualServices,
      Set<ResourceName> gateways) {

    public Rules {
      egressScopes = Set.copyOf(egressScopes);
      destinationRules = Set.copyOf(destinationRules);
      virtualServices = Set.copyOf(virtualServices);
      gateways = Set.copyOf(gateways);
    }

    static Rules between(TrafficRules before, TrafficRules after) {
      return new Rules(
          changed(before.egressScopes(), after.egressScopes()),
          changed(before.destinationRules(), after.destinationRules()),
          changed(before.virtualServices(), after.virtualServices()),
          changed(before.gateways(), after.gateways()));
    }
  }

  private static <V> Set<ResourceName> changed(
      SharedMap<ResourceName, V> before, SharedMap<ResourceName, V> after) {
    return SharedMap.changes(before, after).stream()
        .map(Change::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  public MeshDifference {
    services = Set.copyOf(services);
    addresses = Set.copyOf(addresses);
    owned = Set.copyOf(owned);
  }

  public static MeshDifference between(MeshState before, MeshState after) {
    return new Search(before, after).run();
  }

  /** What was found so far. */
  private static final class Search {
    private final MeshState before;
    private final MeshState after;
    private final Set<Service.Key> services = new TreeSet<>();
    private final Set<String> addresses = new TreeSet<>();
    private final Set<String> owned = new TreeSet<>();

    Search(MeshState before, MeshState after) {
      this.before = before;
      this.after = after;
    }

    MeshDifference run() {
      Parts old = before.parts();
      Parts now = after.parts();
      for (Change<Service.Key, Service> change :
          SharedMap.changes(old.services(), now.services())) {
        services.add(change.key());
        served(before, change.before());
        served(after, change.after());
      }
      for (Change<ResourceName, WorkloadEntry> change :
          SharedMap.changes(old.entries(), now.entries())) {
        moved(before, change.before());
        moved(after, change.after());
      }
      for (Change<ResourceName, Workload> change :
          SharedMap.changes(old.workloads(), now.workloads())) {
        owned(change.before());
        owned(change.after());
        claimed(change.before());
        claimed(change.after());
      }
      after.virtualAddressesChangedSince(before).forEach(this::readdressed);
      List<Change<ResourceName, PeerAuthentication>> policies =
          SharedMap.changes(old.policies().peers(), now.policies().peers());
      policies.forEach(change -> ruled(change.key().namespace(), now.workloads().values()));
      return new MeshDifference(
          services,
          addresses,
          owned,
          new Policies(
              !policies.isEmpty(), changed(old.policies().access(), now.policies().access())),
          Rules.between(old.rules(), now.rules()));
    }

    /** Another host may have taken its virtual address, and nothing of its own has changed. */
    private void readdressed(ServiceHost host) {
      after.services(host).forEach(service -> services.add(service.key()));
    }

    private void served(MeshState state, @Nullable Service service) {
      if (service != null) {
        state.placesOf(service).forEach(place -> addresses.add(place.address()));
      }
    }

    private void moved(MeshState state, @Nullable WorkloadEntry entry) {
      if (entry != null) {
        addresses.add(entry.endpoint().address());
        services.addAll(state.servicesSelecting(entry));
      }
    }

    /** Endpoints keep their addresses; who stands behind them is another. */
    private void owned(@Nullable Workload workload) {
      if (workload != null) {
        workload.addresses().forEach(this::reowned);
      }
    }

    private void claimed(@Nullable Workload workload) {
      if (workload != null) {
        owned.addAll(workload.addresses());
      }
    }

    private void reowned(String address) {
      services.addAll(before.servicesOn(address));
      services.addAll(after.servicesOn(address));
    }

    /** A policy of the root namespace may rule every workload. */
    private void ruled(String namespace, Collection<Workload> workloads) {
      boolean isRoot = namespace.equals(after.settings().rootNamespace());
      workloads.stream()
          .filter(workload -> isRoot || workload.name().namespace().equals(namespace))
          .forEach(this::owned);
    }
  }
}

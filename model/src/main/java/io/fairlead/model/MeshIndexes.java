package io.fairlead.model;

import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Service;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadEntry;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The reverse indexes of a {@link MeshState}: from an address or a label to what mentions it. */
record MeshIndexes(
    Index<String, Service.Key> servicesByAddress,
    Index<LabelKey, Service.Key> servicesBySelector,
    Index<String, ResourceName> entriesByAddress,
    Index<LabelKey, ResourceName> entriesByLabel,
    Index<String, ResourceName> workloadsByAddress) {

  /** One label in one namespace. */
  record LabelKey(String namespace, String key, String value) implements Comparable<LabelKey> {

    private static final Comparator<LabelKey> ORDER =
        Comparator.comparing(LabelKey::namespace)
            .thenComparing(LabelKey::key)
            .thenComparing(LabelKey::value);

    @Override
    public int compareTo(LabelKey other) {
      return ORDER.compare(this, other);
    }
  }

  static MeshIndexes empty() {
    return new MeshIndexes(
        Index.empty(), Index.empty(), Index.empty(), Index.empty(), Index.empty());
  }

  Collection<Service.Key> servicesListing(String address) {
    return servicesByAddress.at(address);
  }

  Collection<ResourceName> entriesAt(String address) {
    return entriesByAddress.at(address);
  }

  Collection<ResourceName> workloadsAt(String address) {
    return workloadsByAddress.at(address);
  }

  /** Entries that carry the selector's most telling label; the rest must still be compared. */
  Collection<ResourceName> entriesThatMayMatch(String namespace, Labels selector) {
    Collection<ResourceName> fewest = List.of();
    boolean isFirst = true;
    for (LabelKey key : keys(namespace, selector)) {
      Collection<ResourceName> candidates = entriesByLabel.at(key);
      if (isFirst || candidates.size() < fewest.size()) {
        fewest = candidates;
        isFirst = false;
      }
    }
    return fewest;
  }

  Collection<Service.Key> servicesThatMaySelect(WorkloadEntry entry) {
    return keys(entry.name().namespace(), entry.endpoint().labels()).stream()
        .flatMap(key -> servicesBySelector.at(key).stream())
        .distinct()
        .toList();
  }

  MeshIndexes replacing(@Nullable Service before, @Nullable Service after) {
    Index<String, Service.Key> byAddress = servicesByAddress;
    Index<LabelKey, Service.Key> bySelector = servicesBySelector;
    if (before != null) {
      byAddress = byAddress.minus(listedAddresses(before), before.key());
      bySelector = bySelector.minus(selectorKey(before), before.key());
    }
    if (after != null) {
      byAddress = byAddress.plus(listedAddresses(after), after.key());
      bySelector = bySelector.plus(selectorKey(after), after.key());
    }
    return new MeshIndexes(
        byAddress, bySelector, entriesByAddress, entriesByLabel, workloadsByAddress);
  }

  MeshIndexes replacing(@Nullable WorkloadEntry before, @Nullable WorkloadEntry after) {
    Index<String, ResourceName> byAddress = entriesByAddress;
    Index<LabelKey, ResourceName> byLabel = entriesByLabel;
    if (before != null) {
      byAddress = byAddress.minus(List.of(before.endpoint().address()), before.name());
      byLabel = byLabel.minus(labelKeys(before), before.name());
    }
    if (after != null) {
      byAddress = byAddress.plus(List.of(after.endpoint().address()), after.name());
      byLabel = byLabel.plus(labelKeys(after), after.name());
    }
    return new MeshIndexes(
        servicesByAddress, servicesBySelector, byAddress, byLabel, workloadsByAddress);
  }

  MeshIndexes replacing(@Nullable Workload before, @Nullable Workload after) {
    Index<String, ResourceName> byAddress = workloadsByAddress;
    if (before != null) {
      byAddress = byAddress.minus(before.addresses(), before.name());
    }
    if (after != null) {
      byAddress = byAddress.plus(after.addresses(), after.name());
    }
    return new MeshIndexes(
        servicesByAddress, servicesBySelector, entriesByAddress, entriesByLabel, byAddress);
  }

  private static List<String> listedAddresses(Service service) {
    return service.discovery().endpoints().stream().map(Endpoint::address).distinct().toList();
  }

  /** A selector is indexed by its first label only: that is enough to find it. */
  private static List<LabelKey> selectorKey(Service service) {
    return keys(service.resource().namespace(), service.discovery().selector()).stream()
        .limit(1)
        .toList();
  }

  private static List<LabelKey> labelKeys(WorkloadEntry entry) {
    return keys(entry.name().namespace(), entry.endpoint().labels());
  }

  private static List<LabelKey> keys(String namespace, Labels labels) {
    return new TreeMap<>(labels.values())
        .entrySet().stream()
            .map((Map.Entry<String, String> l) -> new LabelKey(namespace, l.getKey(), l.getValue()))
            .toList();
  }
}

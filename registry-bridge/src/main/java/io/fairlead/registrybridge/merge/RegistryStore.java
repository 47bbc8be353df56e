package io.fairlead.registrybridge.merge;

import io.fairlead.model.Problem;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.registrybridge.source.SourceListener;
import io.fairlead.registrybridge.source.SourceReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps what every source reported last and merges the hosts that changed. Nothing is merged before
 * every source has synced once: what is not yet known must not look like what is gone.
 */
public final class RegistryStore implements SourceListener {

  private final MergeListener listener;
  private final ReentrantLock lock = new ReentrantLock();

  /** Owned by {@link #lock}, as are the next fields; in the order of precedence. */
  private final Map<String, SourceStatus> statuses = new LinkedHashMap<>();

  private final Map<ServiceHost, List<Problem>> conflicts = new TreeMap<>();
  private boolean isComplete;

  /**
   * @param sources the names of all sources in the order of precedence
   */
  public RegistryStore(List<String> sources, MergeListener listener) {
    this.listener = listener;
    sources.forEach(name -> statuses.put(name, new SourceStatus(name, SourceReport.STARTING, 0)));
  }

  /**
   * Where a source stands.
   *
   * @param failures how often its registry became unreadable
   */
  public record SourceStatus(String name, SourceReport report, long failures) {
    private SourceStatus next(SourceReport next) {
      boolean failsAnew =
          !next.condition().error().isEmpty() && report.condition().error().isEmpty();
      return new SourceStatus(name, next, failures + (failsAnew ? 1 : 0));
    }
  }

  @Override
  public void reported(String source, SourceReport report) {
    lock.lock();
    try {
      SourceStatus status = statuses.get(source);
      if (status == null) {
        throw new IllegalStateException("a report of the unknown source " + source);
      }
      statuses.put(source, status.next(report));
      if (isComplete) {
        merge(report.changed());
      } else if (areAllSynced()) {
        isComplete = true;
        Set<ServiceHost> all = new HashSet<>();
        statuses.values().forEach(each -> all.addAll(each.report().services().keySet()));
        mergeAll(all);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean areAllSynced() {
    return statuses.values().stream().allMatch(each -> each.report().condition().isSynced());
  }

  private void merge(Set<ServiceHost> hosts) {
    if (!hosts.isEmpty()) {
      mergeAll(hosts);
    }
  }

  private void mergeAll(Set<ServiceHost> hosts) {
    List<MergedService> changed = new ArrayList<>();
    Set<ServiceHost> removed = new HashSet<>();
    for (ServiceHost host : hosts) {
      List<RegistryMerger.Offer> offers = offers(host);
      conflicts.remove(host);
      if (offers.isEmpty()) {
        removed.add(host);
      } else {
        Merged merged = RegistryMerger.merge(offers);
        changed.add(merged.service());
        if (!merged.problems().isEmpty()) {
          conflicts.put(host, merged.problems());
        }
      }
    }
    listener.merged(changed, removed);
  }

  private List<RegistryMerger.Offer> offers(ServiceHost host) {
    List<RegistryMerger.Offer> offers = new ArrayList<>();
    for (SourceStatus status : statuses.values()) {
      Optional<Service> service = Optional.ofNullable(status.report().services().get(host));
      service.ifPresent(found -> offers.add(new RegistryMerger.Offer(status.name(), found)));
    }
    return offers;
  }

  /** Whether every source has synced once, so that clients are answered. */
  public boolean isComplete() {
    lock.lock();
    try {
      return isComplete;
    } finally {
      lock.unlock();
    }
  }

  /** Every source, in the order of precedence. */
  public List<SourceStatus> statuses() {
    lock.lock();
    try {
      return List.copyOf(statuses.values());
    } finally {
      lock.unlock();
    }
  }

  /** Where sources contradict each other. */
  public List<Problem> conflicts() {
    lock.lock();
    try {
      return conflicts.values().stream().flatMap(List::stream).toList();
    } finally {
      lock.unlock();
    }
  }
}

package io.fairlead.registrybridge.source;

import io.fairlead.model.Problem;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.List;
import java.util.Set;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * All that a source knows at one moment.
 *
 * @param services its services with their endpoints listed, by host
 * @param changed the hosts that were added, changed or removed since its last report
 * @param problems what its owners have to mend
 */
public record SourceReport(
    Condition condition,
    PMap<ServiceHost, Service> services,
    Set<ServiceHost> changed,
    List<Problem> problems) {

  /** What a source reports before it has asked its registry. */
  public static final SourceReport STARTING =
      new SourceReport(new Condition.Starting(), HashTreePMap.empty(), Set.of(), List.of());

  public SourceReport {
    changed = Set.copyOf(changed);
    problems = List.copyOf(problems);
  }

  public int endpoints() {
    return services.values().stream()
        .mapToInt(service -> service.discovery().endpoints().size())
        .sum();
  }
}

package io.fairlead.registrybridge.admin;

import io.fairlead.model.Problem;
import io.fairlead.registrybridge.merge.RegistryStore;
import io.fairlead.registrybridge.merge.RegistryStore.SourceStatus;
import io.fairlead.registrybridge.source.SourceReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Tells where each source stands. The bridge is ready once every source was read once; a source
 * that breaks later leaves it ready, since its last good state is still served.
 */
public final class SourceHealth implements HealthIndicator {

  private static final int MOST_PROBLEMS = 50;

  private final RegistryStore store;

  public SourceHealth(RegistryStore store) {
    this.store = store;
  }

  @Override
  public Health health() {
    Health.Builder health = store.isComplete() ? Health.up() : Health.outOfService();
    Map<String, Object> sources = new LinkedHashMap<>();
    for (SourceStatus status : store.statuses()) {
      sources.put(status.name(), details(status));
    }
    return health
        .withDetail("sources", sources)
        .withDetail("conflicts", texts(store.conflicts()))
        .build();
  }

  private static Map<String, Object> details(SourceStatus status) {
    SourceReport report = status.report();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("condition", report.condition().word());
    details.put("synced", report.condition().isSynced());
    details.put("connected", report.condition().error().isEmpty());
    details.put("services", report.services().size());
    details.put("endpoints", report.endpoints());
    details.put("error", report.condition().error());
    details.put("problemCount", report.problems().size());
    details.put("problems", texts(report.problems()));
    return details;
  }

  private static List<String> texts(List<Problem> problems) {
    return problems.stream().limit(MOST_PROBLEMS).map(Problem::toString).toList();
  }
}

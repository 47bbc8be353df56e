package io.fairlead.registrybridge.admin;

import io.fairlead.registrybridge.merge.RegistryStore;
import io.fairlead.registrybridge.merge.RegistryStore.SourceStatus;
import io.fairlead.registrybridge.publish.McpPublisher;
import io.fairlead.registrybridge.source.Condition;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** The bridge's own metrics; docs/reference/registry-bridge.md says what each means. */
public final class BridgeMetrics implements MeterBinder {

  private static final double MILLIS = 1000;

  private final RegistryStore store;
  private final McpPublisher publisher;
  private final Clock clock;

  public BridgeMetrics(RegistryStore store, McpPublisher publisher, Clock clock) {
    this.store = store;
    this.publisher = publisher;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (SourceStatus status : store.statuses()) {
      String name = status.name();
      gauge(registry, name, "synced", each -> each.report().condition().isSynced() ? 1 : 0);
      gauge(registry, name, "services", each -> each.report().services().size());
      gauge(registry, name, "endpoints", each -> each.report().endpoints());
      gauge(registry, name, "problems", each -> each.report().problems().size());
      gauge(registry, name, "staleness.seconds", each -> staleness(each.report().condition()));
      FunctionCounter.builder(
              "fairlead.bridge.source.failures",
              store,
              from -> status(from, name, SourceStatus::failures))
          .tag("source", name)
          .register(registry);
    }
    Gauge.builder("fairlead.bridge.clients", publisher, McpPublisher::clients).register(registry);
    FunctionCounter.builder("fairlead.bridge.rejections", publisher, McpPublisher::rejections)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry, String source, String what, ToDoubleFunction<SourceStatus> value) {
    Gauge.builder("fairlead.bridge.source." + what, store, from -> status(from, source, value))
        .tag("source", source)
        .register(registry);
  }

  private static double status(
      RegistryStore store, String source, ToDoubleFunction<SourceStatus> value) {
    return store.statuses().stream()
        .filter(status -> status.name().equals(source))
        .mapToDouble(value)
        .sum();
  }

  /** For how long what is served may differ from the registry. */
  private double staleness(Condition condition) {
    return switch (condition) {
      case Condition.Starting ignored -> 0;
      case Condition.Unsynced ignored -> 0;
      case Condition.Current ignored -> 0;
      case Condition.Stale stale ->
          Duration.between(stale.since(), clock.instant()).toMillis() / MILLIS;
      case Condition.Held held ->
          Duration.between(held.since(), clock.instant()).toMillis() / MILLIS;
    };
  }
}

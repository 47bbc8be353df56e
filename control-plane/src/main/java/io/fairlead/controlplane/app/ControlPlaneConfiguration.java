package io.fairlead.controlplane.app;

import io.fairlead.controlplane.admin.SourcesHealth;
import io.fairlead.controlplane.admin.StoreHealth;
import io.fairlead.controlplane.push.PushLoop;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** What Spring serves for operators: health and metrics. The program itself is made without it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  ApplicationAvailabilityAutoConfiguration.class,
  LifecycleAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  EndpointAutoConfiguration.class,
  WebEndpointAutoConfiguration.class,
  JacksonEndpointAutoConfiguration.class,
  ManagementContextAutoConfiguration.class,
  ServletManagementContextAutoConfiguration.class,
  HealthContributorRegistryAutoConfiguration.class,
  HealthContributorAutoConfiguration.class,
  HealthEndpointAutoConfiguration.class,
  AvailabilityProbesAutoConfiguration.class,
  WebMvcHealthEndpointExtensionAutoConfiguration.class,
  MetricsAutoConfiguration.class,
  PrometheusMetricsExportAutoConfiguration.class,
  JvmMetricsAutoConfiguration.class,
  SystemMetricsAutoConfiguration.class
})
class ControlPlaneConfiguration {

  /** Answers under {@code sources} and decides readiness. */
  @Bean
  SourcesHealth sources(ControlPlane controlPlane) {
    return new SourcesHealth(controlPlane.states());
  }

  /**
   * Answers under {@code store}; readiness does not depend on it, for hosts are served from memory.
   */
  @Bean
  StoreHealth store(ControlPlane controlPlane) {
    return new StoreHealth(controlPlane.records());
  }

  @Bean
  MeterBinder storeMeters(ControlPlane controlPlane) {
    return registry -> {
      FunctionCounter.builder(
              "fairlead.store.transactions", controlPlane, it -> it.store().transactions())
          .description("Transactions that wrote to the store since the start")
          .register(registry);
      Gauge.builder("fairlead.store.waiting", controlPlane, it -> it.records().waiting())
          .description("Changes of hosts that are not on the disk yet")
          .register(registry);
    };
  }

  @Bean
  MeterBinder meshMeters(ControlPlane controlPlane) {
    return registry -> {
      Gauge.builder("fairlead.proxies", controlPlane, it -> it.proxies().all().size())
          .description("Open discovery streams of proxies")
          .register(registry);
      Gauge.builder("fairlead.rejections", controlPlane, it -> it.proxies().rejections())
          .description("Answers that proxies refused since the start")
          .register(registry);
      Gauge.builder("fairlead.services", controlPlane, it -> it.states().mesh().services().size())
          .description("Services in the mesh")
          .register(registry);
      Gauge.builder("fairlead.workloads", controlPlane, it -> it.states().mesh().workloads().size())
          .description("Hosts that are registered")
          .register(registry);
      Gauge.builder("fairlead.problems", controlPlane, it -> it.states().problems().size())
          .description("Problems in the configuration that people have to mend")
          .register(registry);
    };
  }

  @Bean
  MeterBinder pushMeters(ControlPlane controlPlane) {
    return registry -> {
      FunctionTimer.builder(
              "fairlead.pushes",
              controlPlane.pushes(),
              PushLoop::pushes,
              PushLoop::pushNanos,
              TimeUnit.NANOSECONDS)
          .description("Pushes of a new state to the proxies, and the time that they took")
          .register(registry);
      FunctionCounter.builder("fairlead.cache.hits", controlPlane, it -> it.cache().hits())
          .description("Resources that were found built")
          .register(registry);
      FunctionCounter.builder("fairlead.cache.misses", controlPlane, it -> it.cache().misses())
          .description("Resources that had to be built")
          .register(registry);
      FunctionCounter.builder(
              "fairlead.cache.evictions", controlPlane, it -> it.cache().evictions())
          .description("Resources that the cache had no room for any more")
          .register(registry);
      Gauge.builder("fairlead.cache.resources", controlPlane, it -> it.cache().size())
          .description("Resources in the cache")
          .register(registry);
      Gauge.builder("fairlead.cache.weight", controlPlane, it -> it.cache().weight())
          .description("What the cache holds, keys included, by estimate")
          .baseUnit("bytes")
          .register(registry);
    };
  }

  @Bean
  MeterBinder streamMeters(ControlPlane controlPlane) {
    return registry -> {
      FunctionCounter.builder(
              "fairlead.answers", controlPlane, it -> it.streams().traffic().answers())
          .description("Discovery answers handed to the transport")
          .register(registry);
      FunctionCounter.builder(
              "fairlead.answered", controlPlane, it -> it.streams().traffic().bytes())
          .description("What those answers hold")
          .baseUnit("bytes")
          .register(registry);
      Gauge.builder(
              "fairlead.output.pending", controlPlane, it -> it.streams().output().pendingBytes())
          .description("Handed to the transport and not yet written, for all streams")
          .baseUnit("bytes")
          .register(registry);
      Gauge.builder("fairlead.output.stalled", controlPlane, it -> it.streams().output().stalled())
          .description("Streams whose client has not read for a while")
          .register(registry);
      Gauge.builder("fairlead.output.waiting", controlPlane, it -> it.streams().output().waiting())
          .description("Streams whose next answer waits until others have read theirs")
          .register(registry);
      FunctionCounter.builder(
              "fairlead.output.cut", controlPlane, it -> it.streams().output().cutOff())
          .description("Clients disconnected because they did not read")
          .register(registry);
      Gauge.builder("fairlead.entry.admitted", controlPlane, it -> it.streams().entry().admitted())
          .description("Streams in their first configuration")
          .register(registry);
      Gauge.builder("fairlead.entry.waiting", controlPlane, it -> it.streams().entry().waiting())
          .description("Streams that wait to be let in")
          .register(registry);
      FunctionCounter.builder(
              "fairlead.entry.refused", controlPlane, it -> it.streams().entry().refused())
          .description("Streams that found no room")
          .register(registry);
    };
  }

  /** Nobody asks for the registry of meters, so that it would never be made. */
  @Bean
  static LazyInitializationExcludeFilter eagerMeters() {
    return LazyInitializationExcludeFilter.forBeanTypes(MeterRegistry.class);
  }

  /** Spring closes it when the program ends; a lazy bean would not be there to be closed. */
  @Lazy(false)
  @Bean(destroyMethod = "close")
  AutoCloseable running(ControlPlane controlPlane) {
    return controlPlane::close;
  }
}

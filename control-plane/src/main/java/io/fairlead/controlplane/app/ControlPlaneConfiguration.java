package io.fairlead.controlplane.app;

import io.fairlead.controlplane.admin.SourcesHealth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** What Spring serves for operators: health and metrics. The program itself is made without it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ControlPlaneConfiguration {

  /** Answers under {@code sources} and decides readiness. */
  @Bean
  SourcesHealth sources(ControlPlane controlPlane) {
    return new SourcesHealth(controlPlane.states());
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

  /** Spring closes it when the program ends. */
  @Bean(destroyMethod = "close")
  AutoCloseable running(ControlPlane controlPlane) {
    return controlPlane::close;
  }
}

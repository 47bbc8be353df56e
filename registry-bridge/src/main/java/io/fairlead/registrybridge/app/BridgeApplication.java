package io.fairlead.registrybridge.app;

import io.fairlead.registrybridge.admin.BridgeMetrics;
import io.fairlead.registrybridge.admin.SourceHealth;
import io.fairlead.registrybridge.merge.RegistryStore;
import io.fairlead.registrybridge.publish.McpPublisher;
import io.fairlead.registrybridge.publish.McpServer;
import io.fairlead.registrybridge.source.RegistrySource;
import io.fairlead.registrybridge.source.ReportLog;
import io.fairlead.registrybridge.source.SourceListener;
import io.fairlead.registrybridge.source.SourceSettings;
import io.fairlead.registrybridge.source.consul.ConsulSource;
import io.fairlead.registrybridge.source.file.FileSource;
import io.fairlead.settings.ProgramVersion;
import io.fairlead.settings.systemd.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.SpringApplication;
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
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** All beans of the bridge, and the few configurations of Spring Boot that it needs. */
@Configuration(proxyBeanMethods = false)
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
class BridgeApplication {

  private static final Logger LOG = LoggerFactory.getLogger(BridgeApplication.class);

  private static final String NO_FILE = "optional:classpath:/fairlead-reads-no-spring-file/";

  static ConfigurableApplicationContext start(BridgeSettings settings) throws StartException {
    SpringApplication application = new SpringApplication(BridgeApplication.class);
    application.setEnvironment(new FixedEnvironment(properties(settings)));
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("settings", settings));
    try {
      ConfigurableApplicationContext context = application.run();
      RunningService service = RunningService.begin(System.getenv(), context::isActive);
      context.addApplicationListener((ContextClosedEvent _) -> service.close());
      LOG.atInfo().addKeyValue("version", ProgramVersion.text()).log("The bridge runs.");
      return context;
    } catch (RuntimeException e) {
      throw new StartException("The bridge cannot start: " + reason(e), e);
    }
  }

  /** The words of the first failure that speaks of the configuration, else of the deepest. */
  private static String reason(Throwable failure) {
    if (failure instanceof UncheckedIOException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof PortInUseException inUse) {
      return "port " + inUse.getPort() + " of health.listen is in use; name another one";
    }
    Throwable cause = failure.getCause();
    return cause == null ? String.valueOf(failure.getMessage()) : reason(cause);
  }

  /** What would stand in Spring's own files, which the bridge has none of. */
  private static Map<String, Object> properties(BridgeSettings settings) {
    return Map.ofEntries(
        Map.entry("spring.config.location", NO_FILE),
        Map.entry("spring.main.banner-mode", "off"),
        Map.entry("spring.main.log-startup-info", "false"),
        Map.entry("spring.main.lazy-initialization", "true"),
        Map.entry("spring.threads.virtual.enabled", "true"),
        Map.entry("server.address", settings.health().listenAddress().address().getHostAddress()),
        Map.entry("server.port", settings.health().listenAddress().port()),
        Map.entry("server.tomcat.max-connections", "64"),
        Map.entry("server.shutdown", "immediate"),
        Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
        Map.entry("management.endpoint.health.show-details", "always"),
        Map.entry("management.endpoint.health.probes.enabled", "true"),
        Map.entry("management.endpoint.health.group.readiness.include", "readinessState,sources"),
        Map.entry("management.endpoint.health.group.readiness.show-details", "always"));
  }

  /** Nobody asks for the registry of meters, so that it would never be made. */
  @Bean
  static LazyInitializationExcludeFilter eagerMeters() {
    return LazyInitializationExcludeFilter.forBeanTypes(MeterRegistry.class);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create();
  }

  @Bean
  List<RegistrySource> registrySources(
      BridgeSettings settings, Clock clock, RandomGenerator random) {
    return settings.sources().inOrder().stream()
        .map(source -> source(source, clock, random))
        .toList();
  }

  private static RegistrySource source(
      SourceSettings settings, Clock clock, RandomGenerator random) {
    return switch (settings) {
      case SourceSettings.Consul consul -> new ConsulSource(consul, clock, random);
      case SourceSettings.StaticFile file -> new FileSource(file, clock);
    };
  }

  @Bean
  McpPublisher mcpPublisher() {
    return McpPublisher.ofIstio();
  }

  @Bean
  RegistryStore registryStore(BridgeSettings settings, McpPublisher publisher) {
    List<String> names = settings.sources().inOrder().stream().map(SourceSettings::name).toList();
    return new RegistryStore(names, publisher);
  }

  @Bean(destroyMethod = "")
  McpServer mcpServer(BridgeSettings settings, McpPublisher publisher) throws IOException {
    return new McpServer(settings.listenAddress(), settings.tls(), publisher);
  }

  @Bean
  Bridge bridge(McpServer server, List<RegistrySource> registrySources, RegistryStore store) {
    ReportLog log = new ReportLog();
    SourceListener both =
        (source, report) -> {
          log.reported(source, report);
          store.reported(source, report);
        };
    return new Bridge(server, registrySources, both);
  }

  @Bean
  SourceHealth sourcesHealthIndicator(RegistryStore store) {
    return new SourceHealth(store);
  }

  @Bean
  BridgeMetrics bridgeMetrics(RegistryStore store, McpPublisher publisher, Clock clock) {
    return new BridgeMetrics(store, publisher, clock);
  }
}

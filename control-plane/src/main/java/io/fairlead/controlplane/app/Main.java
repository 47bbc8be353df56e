package io.fairlead.controlplane.app;

import io.fairlead.settings.LogTarget;
import io.fairlead.settings.ProgramVersion;
import io.fairlead.settings.SettingsException;
import io.fairlead.settings.SettingsFile;
import io.fairlead.settings.systemd.RunningService;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

/** The control plane's command: {@code fairlead-control-plane}. */
public final class Main {

  private static final String USAGE =
      """
      usage: fairlead-control-plane [--config FILE] [--check] | --version
        --check: tell what is wrong with the file, and start nothing""";
  private static final String NO_FILE = "optional:classpath:/fairlead-reads-no-spring-file/";
  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;

  private Main() {}

  public static void main(String[] arguments) {
    LogTarget.of(System.getenv()).choose();
    // Log4j is configured by log4j2.xml alone; Spring Boot would configure it a second time.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    // Tomcat and gRPC log by java.util.logging.
    System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
    int code = run(arguments, System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** 0 where the program runs on, else the code to exit with after one clear message. */
  static int run(String[] arguments, PrintStream output, PrintStream errors) {
    if (List.of(arguments).equals(List.of("--version"))) {
      output.println("fairlead-control-plane " + ProgramVersion.text());
      return 0;
    }
    Optional<Arguments> understood = Arguments.parse(List.of(arguments));
    if (understood.isEmpty()) {
      errors.println(USAGE);
      return BAD_USAGE;
    }
    Path file = understood.get().file();
    try {
      ControlPlaneSettings settings = SettingsFile.read(file, ControlPlaneSettings.class);
      settings.check();
      if (!understood.get().isCheckOnly()) {
        start(settings);
      }
      return 0;
    } catch (SettingsException e) {
      e.problems().forEach(errors::println);
      return BAD_USAGE;
    } catch (IllegalArgumentException e) {
      errors.println(file + ": " + e.getMessage());
      return BAD_USAGE;
    } catch (StartException e) {
      errors.println("fairlead-control-plane: " + e.getMessage());
      return FAILED;
    }
  }

  private static void start(ControlPlaneSettings settings) throws StartException {
    HostAndPort health = settings.health().endpoint();
    ControlPlane controlPlane = ControlPlane.of(settings);
    try {
      controlPlane.start();
      SpringApplication application = new SpringApplication(ControlPlaneConfiguration.class);
      application.setEnvironment(new FixedEnvironment(properties(health)));
      application.addInitializers(
          context ->
              ((GenericApplicationContext) context)
                  .registerBean(ControlPlane.class, () -> controlPlane));
      ConfigurableApplicationContext context = application.run();
      RunningService service = RunningService.begin(System.getenv(), controlPlane::isWorking);
      context.addApplicationListener((ContextClosedEvent _) -> service.close());
      // Not a field: it would be there before the log's target is chosen.
      LoggerFactory.getLogger(Main.class)
          .atInfo()
          .addKeyValue("version", ProgramVersion.text())
          .log("The control plane serves");
    } catch (RuntimeException e) {
      controlPlane.close();
      throw e;
    }
  }

  /** What would stand in Spring's own files, which this program has none of. */
  private static Map<String, Object> properties(HostAndPort health) {
    return Map.ofEntries(
        Map.entry("spring.config.location", NO_FILE),
        Map.entry("spring.main.banner-mode", "off"),
        Map.entry("spring.main.log-startup-info", "false"),
        Map.entry("spring.main.lazy-initialization", "true"),
        Map.entry("spring.threads.virtual.enabled", "true"),
        Map.entry("server.address", health.host()),
        Map.entry("server.port", health.port()),
        Map.entry("server.tomcat.max-connections", "64"),
        Map.entry("server.shutdown", "immediate"),
        Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
        Map.entry("management.endpoint.health.show-details", "always"),
        Map.entry("management.endpoint.health.probes.enabled", "true"),
        Map.entry("management.endpoint.health.group.readiness.include", "sources"),
        Map.entry("management.endpoint.health.group.readiness.show-details", "always"));
  }
}

package io.fairlead.registrybridge.source.file;

import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.registrybridge.source.Condition;
import io.fairlead.registrybridge.source.RegistrySource;
import io.fairlead.registrybridge.source.SourceListener;
import io.fairlead.registrybridge.source.SourceReport;
import io.fairlead.registrybridge.source.SourceSettings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** A YAML file as a source: read whenever it changes; a broken file keeps the last good state. */
public final class FileSource implements RegistrySource {

  private static final Duration STOP = Duration.ofSeconds(2);

  private final SourceSettings.StaticFile settings;
  private final Clock clock;
  private final FileWatch watch;

  /** Written by start, which is called once, before close. */
  private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});

  /** Owned by the thread, as is the next field. */
  private PMap<ServiceHost, Service> services = HashTreePMap.empty();

  private Condition condition = new Condition.Starting();

  public FileSource(SourceSettings.StaticFile settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    watch = new FileWatch(settings.path());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public void start(SourceListener listener) {
    listener.reported(name(), SourceReport.STARTING);
    thread = Thread.ofVirtual().name("file-" + name()).start(() -> run(listener));
  }

  private void run(SourceListener listener) {
    try {
      do {
        listener.reported(name(), report(read()));
      } while (watch.awaitChange());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watch.release();
    }
  }

  private ServicesYaml.Read read() {
    Path path = settings.path();
    try {
      if (Files.size(path) > Yaml.MOST_CHARACTERS) {
        return failed("the file is larger than " + (Yaml.MOST_CHARACTERS >> 20) + " MiB");
      }
      return ServicesYaml.read(settings, Files.readString(path));
    } catch (NoSuchFileException e) {
      return failed("there is no such file; write it, or take the source out of the configuration");
    } catch (CharacterCodingException e) {
      return failed("the file is not a text in UTF-8");
    } catch (IOException e) {
      return failed("the file cannot be read: " + e.getMessage());
    }
  }

  private ServicesYaml.Read failed(String sentence) {
    return ServicesYaml.Read.failed(
        Problem.error(
            ProblemCode.UNREADABLE_FILE,
            "",
            "",
            SourceLocation.ofFile(settings.path().toString()),
            sentence));
  }

  private SourceReport report(ServicesYaml.Read read) {
    if (!read.problems().isEmpty()) {
      condition = broken(read.problems());
      return new SourceReport(condition, services, Set.of(), read.problems());
    }
    condition = new Condition.Current();
    Set<ServiceHost> changed = replace(read.services());
    return new SourceReport(condition, services, changed, List.of());
  }

  private Condition broken(List<Problem> problems) {
    String error = problems.getFirst().toString();
    Instant now = clock.instant();
    return switch (condition) {
      case Condition.Starting ignored -> new Condition.Unsynced(error);
      case Condition.Unsynced ignored -> new Condition.Unsynced(error);
      case Condition.Current ignored -> new Condition.Stale(now, error);
      case Condition.Stale stale -> new Condition.Stale(stale.since(), error);
      case Condition.Held ignored -> new Condition.Stale(now, error);
    };
  }

  private Set<ServiceHost> replace(Map<ServiceHost, Service> next) {
    Set<ServiceHost> changed = new HashSet<>();
    next.forEach(
        (host, service) -> {
          if (!service.equals(services.get(host))) {
            services = services.plus(host, service);
            changed.add(host);
          }
        });
    for (ServiceHost gone :
        services.keySet().stream().filter(host -> !next.containsKey(host)).toList()) {
      services = services.minus(gone);
      changed.add(gone);
    }
    return changed;
  }

  @Override
  public void close() {
    watch.close();
    thread.interrupt();
    try {
      if (thread.getState() != Thread.State.NEW && !thread.join(STOP)) {
        throw new IllegalStateException(thread.getName() + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

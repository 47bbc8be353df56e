package io.fairlead.vmagent.envoy;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.lifecycle.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that an Envoy with the right bootstrap is asked for. The process is not the agent's:
 * one that runs already is taken as it is, or succeeded without a gap where its bootstrap differs.
 */
public final class EnvoyControl {

  private static final Logger LOG = LoggerFactory.getLogger(EnvoyControl.class);

  private final RuntimePaths paths;
  private final EnvoyAdmin admin;

  public EnvoyControl(RuntimePaths paths, EnvoyAdmin admin) {
    this.paths = paths;
    this.admin = admin;
  }

  /**
   * Asks for an Envoy with this bootstrap unless one runs. Each other bootstrap is a file of its
   * own: a running Envoy's is never written over, so that it can be told what that Envoy has.
   */
  public void ensure(String bootstrap, AgentSettings.Envoy settings) throws IOException {
    Optional<ServerInfo> running = running();
    String options = options(settings);
    OptionalInt before =
        running.map(ServerInfo::bootstrap).map(paths::numberOf).orElse(OptionalInt.empty());
    if (before.isPresent()
        && bootstrap.equals(text(paths.bootstrap(before.getAsInt())))
        && options.equals(text(paths.options(before.getAsInt())))) {
      LOG.atInfo().addKeyValue("epoch", running.get().restartEpoch()).log("running Envoy adopted");
      return;
    }
    int epoch = running.map(info -> info.restartEpoch() + 1).orElse(0);
    int number = before.isPresent() ? before.getAsInt() + 1 : epoch;
    Path file = paths.bootstrap(number);
    AtomicFiles.write(paths.options(number), options, "rw-r-----");
    AtomicFiles.write(file, bootstrap, "rw-r-----");
    new EpochRequest(file, epoch, paths.baseId()).write(paths.startRequest());
    LOG.atInfo().addKeyValue("epoch", epoch).addKeyValue("bootstrap", file).log("Envoy requested");
  }

  private Optional<ServerInfo> running() {
    try {
      return ServerInfo.parse(admin.get("/server_info").body());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static String options(AgentSettings.Envoy settings) {
    return "concurrency=%d\nlevel=%s\n".formatted(settings.concurrency(), settings.logLevel());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      return "";
    }
  }

  /** What a look at the admin socket shows; nothing where nobody answers. */
  public EnvoyState look() {
    try {
      boolean live = admin.get("/ready").status() == 200;
      return new EnvoyState(true, live, live && hasListeners());
    } catch (IOException _) {
      return EnvoyState.ABSENT;
    }
  }

  /** The first set of listeners is taken and the workers accept. */
  private boolean hasListeners() throws IOException {
    String stats =
        admin
            .get(
                "/stats?filter=%5Elistener_manager%5C.(lds%5C.update_success%7Cworkers_started)%24")
            .body();
    return stats.lines().filter(line -> !line.endsWith(": 0")).count() == 2;
  }

  /** Asks clients to go elsewhere as they finish; new connections are still taken. */
  public void drain() throws IOException {
    admin.post("/drain_listeners?graceful&skip_exit");
  }

  /** Takes no new connections; those that are there go on. */
  public void stopListening() throws IOException {
    admin.post("/drain_listeners");
  }

  /**
   * How many connections that came in are open at this moment, those to the admin interface left
   * out. Each listener counts its own as they come and go; {@code server.total_connections}, their
   * sum, is up to 5 s old.
   */
  public long connections() throws IOException {
    return admin
        .get("/stats?filter=%5Elistener%5C..*%5C.downstream_(pre_)%3Fcx_active%24")
        .body()
        .lines()
        .filter(line -> !line.startsWith("listener.admin.") && !line.contains(".worker_"))
        .map(line -> line.replaceAll(".*: ", "").strip())
        .filter(value -> value.matches("[0-9]{1,18}"))
        .mapToLong(Long::parseLong)
        .sum();
  }
}

package io.fairlead.vmagent.envoy;

import io.fairlead.vmagent.lifecycle.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

  /** Asks for an Envoy with this bootstrap unless one runs. */
  public void ensure(String bootstrap) throws IOException {
    Optional<ServerInfo> running = running();
    if (running.isPresent() && bootstrap.equals(bootstrapOf(running.get()))) {
      LOG.atInfo().addKeyValue("epoch", running.get().restartEpoch()).log("running Envoy adopted");
      return;
    }
    int epoch = running.map(info -> info.restartEpoch() + 1).orElse(0);
    Path file = paths.bootstrap(epoch);
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

  private static String bootstrapOf(ServerInfo info) {
    try {
      return Files.readString(Path.of(info.configPath()));
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

  /** Lets open requests finish and takes no new connections. */
  public void drain() throws IOException {
    admin.post("/drain_listeners?graceful&skip_exit");
  }

  /** How many connections come in at this moment. */
  public long connections() throws IOException {
    return admin
        .get("/stats?filter=%5Eserver%5C.total_connections%24")
        .body()
        .lines()
        .map(line -> line.replaceAll(".*: ", "").strip())
        .filter(value -> value.matches("[0-9]{1,18}"))
        .mapToLong(Long::parseLong)
        .sum();
  }
}

package io.fairlead.testenv.programs;

import io.fairlead.testenv.hosts.Binaries;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A control plane with its embedded store, a directory of YAML and one bridge. */
public final class ControlPlane implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);

  private final Host host;
  private final Ports ports;
  private final Path configFile;
  private RunningProcess process;

  private ControlPlane(Host host, Ports ports, Path configFile) {
    this.host = host;
    this.ports = ports;
    this.configFile = configFile;
    this.process = launchProcess();
  }

  /** Starts it without waiting, without a bridge, and with a root of the caller's. */
  public static ControlPlane launchUnder(Host host, Path root, Path key) {
    return launch(
        host,
        Ports.on(host),
        "certificates: {authority: {certificate: %s, key: %s}}".formatted(root, key));
  }

  /**
   * Starts it without waiting, and without a bridge.
   *
   * @param more settings beside those that every control plane needs
   */
  public static ControlPlane launchWith(Host host, String more) {
    return launch(host, Ports.on(host), more);
  }

  /** Starts it without waiting: it gets ready once the bridge has told everything. */
  public static ControlPlane launch(Host host, Ports ports) {
    ConfigFile.write(
        host.directory().resolve("config/README.yaml"), "# Istio resources go here.\n");
    return launch(
        host,
        ports,
        """
        mesh: {trustDomain: cluster.local}
        sources:
          files: [{directory: %s/config}]
          mcp: [{name: registry, address: "127.0.0.1:%d"}]
        workloads: {disconnectGrace: 10s, restartGrace: 30s}
        """
            .formatted(host.directory(), ports.mcp()));
  }

  private static ControlPlane launch(Host host, Ports ports, String more) {
    Path configFile =
        ConfigFile.write(
            host.directory().resolve("control-plane.yaml"),
            """
            listen: "%1$s:%2$d"
            advertise: ["%1$s:%2$d"]
            stateDirectory: %3$s/state
            adminSocket: %4$s/control-plane/admin.sock
            health: {listen: "127.0.0.1:%5$d"}
            %6$s
            """
                .formatted(
                    host.address(),
                    ports.controlPlane(),
                    host.directory(),
                    host.runtimeDirectory(),
                    ports.controlPlaneHealth(),
                    more));
    return new ControlPlane(host, ports, configFile);
  }

  public ControlPlane awaitReady() {
    HttpProbe.await(
        host,
        "http://127.0.0.1:%d/actuator/health/readiness".formatted(ports.controlPlaneHealth()),
        process,
        START);
    return this;
  }

  /** host:port, as a joining host is told. */
  public String address() {
    return host.address() + ":" + ports.controlPlane();
  }

  /** Where Istio resources are read from. */
  public Path configDirectory() {
    return host.directory().resolve("config");
  }

  /** The operator's command, bound to this control plane. */
  public FairleadCli cli() {
    return new FairleadCli(host, host.runtimeDirectory().resolve("control-plane/admin.sock"));
  }

  public RunningProcess process() {
    return process;
  }

  public void kill() {
    process.kill();
  }

  /** Starts it again with the same files, without waiting. */
  public void relaunch() {
    process.close();
    process = launchProcess();
  }

  private RunningProcess launchProcess() {
    return host.start(
        "control-plane",
        User.ROOT,
        List.of(
            Binaries.program("fairlead-control-plane").toString(),
            "--config",
            configFile.toString()));
  }

  @Override
  public void close() {
    process.close();
  }
}

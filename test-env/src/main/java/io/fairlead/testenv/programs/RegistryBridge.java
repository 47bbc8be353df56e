package io.fairlead.testenv.programs;

import io.fairlead.testenv.hosts.Binaries;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A registry bridge that reads one Consul and one static file. */
public final class RegistryBridge implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);

  private final Host host;
  private final Ports ports;
  private final Path configFile;
  private RunningProcess process;

  private RegistryBridge(Host host, Ports ports, Path configFile) {
    this.host = host;
    this.ports = ports;
    this.configFile = configFile;
    this.process = launchProcess();
  }

  /** Starts it without waiting. */
  public static RegistryBridge launch(
      Host host, Ports ports, String consulAuthority, ServicesFile services) {
    boolean loopback = !host.isIsolated();
    Path configFile =
        ConfigFile.write(
            host.directory().resolve("registry-bridge.yaml"),
            """
            listen: "127.0.0.1:%d"
            health: {listen: "127.0.0.1:%d"}
            sources:
              consul:
                - {name: consul, address: "http://%s", namespace: consul, hostSuffix: service.consul, allowLoopback: %s}
              files:
                - {name: static, path: %s, namespace: static, allowLoopback: %s}
            """
                .formatted(
                    ports.mcp(),
                    ports.bridgeHealth(),
                    consulAuthority,
                    loopback,
                    services.path(),
                    loopback));
    return new RegistryBridge(host, ports, configFile);
  }

  public RegistryBridge awaitReady() {
    HttpProbe.await(
        host,
        "http://127.0.0.1:%d/actuator/health/readiness".formatted(ports.bridgeHealth()),
        process,
        START);
    return this;
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
        "registry-bridge",
        User.ROOT,
        List.of(
            Binaries.program("fairlead-registry-bridge").toString(),
            "--config",
            configFile.toString()));
  }

  @Override
  public void close() {
    process.close();
  }
}

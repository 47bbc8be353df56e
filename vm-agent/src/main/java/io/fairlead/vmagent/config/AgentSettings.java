package io.fairlead.vmagent.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** All that an operator can set; docs/reference/agent.md says what each key means. */
public record AgentSettings(
    Path stateDirectory,
    Path runtimeDirectory,
    String address,
    List<String> addresses,
    Envoy envoy,
    Capture capture,
    Dns dns,
    Status status,
    Ports ports,
    String agentUser) {

  public static final AgentSettings DEFAULTS =
      new AgentSettings(
          Path.of("/var/lib/fairlead-agent"),
          Path.of("/run/fairlead"),
          "",
          List.of(),
          new Envoy("envoy", "", 2, "warning", 0),
          new Capture(CaptureMode.REDIRECT, "", "*", List.of(), List.of(), List.of(), true),
          new Dns(new InetSocketAddress("127.0.0.1", 15053), Path.of("/etc/resolv.conf")),
          new Status(new InetSocketAddress("127.0.0.1", 15020), Map.of()),
          new Ports(15001, 15006, 15021, 15090),
          "");

  public AgentSettings {
    addresses = List.copyOf(addresses);
    if (!address.isEmpty() && !addresses.isEmpty()) {
      throw new IllegalArgumentException("set 'address' or 'addresses', not both");
    }
  }

  /** The addresses that an operator named, none where the host's own are wanted. */
  public List<String> namedAddresses() {
    return address.isEmpty() ? addresses : List.of(address);
  }

  /** The proxy: the program, and how the launcher starts it. */
  public record Envoy(
      String binary, String user, int concurrency, String logLevel, int heapLimitMegabytes) {

    private static final List<String> LEVELS =
        List.of("trace", "debug", "info", "warning", "error", "critical", "off");

    public Envoy {
      if (binary.isEmpty()) {
        throw new IllegalArgumentException("'binary' must name Envoy's program");
      }
      if (concurrency < 1 || concurrency > 256) {
        throw new IllegalArgumentException("'concurrency' must be 1 to 256");
      }
      if (heapLimitMegabytes < 0 || heapLimitMegabytes > 1 << 20) {
        throw new IllegalArgumentException("'heapLimitMegabytes' must be 0 (no limit) to 1048576");
      }
      if (!LEVELS.contains(logLevel)) {
        throw new IllegalArgumentException(
            "'logLevel' must be one of " + String.join(", ", LEVELS));
      }
    }
  }

  /** What passes through the proxy. */
  public record Capture(
      CaptureMode mode,
      String address,
      String inboundPorts,
      List<String> excludeInboundPorts,
      List<String> excludeOutboundPorts,
      List<String> excludeOutboundCidrs,
      boolean dns) {

    public Capture {
      excludeInboundPorts = List.copyOf(excludeInboundPorts);
      excludeOutboundPorts = List.copyOf(excludeOutboundPorts);
      excludeOutboundCidrs = List.copyOf(excludeOutboundCidrs);
    }
  }

  /** The resolver for names of the mesh. */
  public record Dns(InetSocketAddress listen, Path resolvConf) {}

  /**
   * The HTTP endpoint for probes and metrics.
   *
   * @param appProbes of the application in a pod, answered on the pod's addresses: path to where
   *     the application is asked, such as {@code http://pod:8080/health}
   */
  public record Status(InetSocketAddress listen, Map<String, String> appProbes) {

    public Status {
      appProbes = Map.copyOf(appProbes);
      appProbes.forEach(Status::requireProbe);
      if (!listen.getAddress().isLoopbackAddress()) {
        throw new IllegalArgumentException(
            "'listen' must be a loopback address: the endpoint asks nobody who they are");
      }
    }

    private static void requireProbe(String path, String address) {
      if (!path.startsWith("/app-health/")
          || !address.matches("(https?://[^/?#]+:[0-9]{1,5}(/\\S*)?|tcp://[^/?#]+:[0-9]{1,5})")) {
        throw new IllegalArgumentException(
            "'appProbes' lead from paths below /app-health/ to addresses such as"
                + " http://pod:8080/health or tcp://pod:5432");
      }
    }
  }

  /** Where the proxy listens. */
  public record Ports(int outbound, int inbound, int health, int stats) {

    public Ports {
      for (int port : new int[] {outbound, inbound, health, stats}) {
        if (port < 1 || port > 65535) {
          throw new IllegalArgumentException("ports must be 1 to 65535, not " + port);
        }
      }
    }
  }
}

package io.fairlead.testenv.istio;

import io.fairlead.peers.istiod.PilotHome;
import io.fairlead.peers.process.Binaries;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A gateway between networks as Istio runs it: its agent, its Envoy, and an istiod that says what
 * to pass on.
 */
final class StockGateway {

  static final int PORT = 15443;
  private static final int ADMIN = 15000;
  private static final String ISTIOD = "istiod.istio-system.svc";

  private final Host host;

  private StockGateway(Host host) {
    this.host = host;
  }

  /**
   * @param istiod host:port
   * @param account of the service account and the label {@code app}
   */
  static StockGateway start(Host host, String istiod, String root, String token, String account) {
    int colon = istiod.lastIndexOf(':');
    // Its certificate has this name, and Istio's agent asks for the one that it connects to.
    String discoveryAddress = ISTIOD + istiod.substring(colon);
    host.run(
            User.ROOT,
            "sh",
            "-c",
            "echo '%s %s' >>/etc/hosts".formatted(istiod.substring(0, colon), ISTIOD))
        .orThrow();
    Map<String, String> metadata =
        new TreeMap<>(
            Map.of(
                "POD_NAMESPACE",
                StockIstiod.NAMESPACE,
                "SERVICE_ACCOUNT",
                account,
                "TRUST_DOMAIN",
                "cluster.local",
                "ISTIO_META_CLUSTER_ID",
                "Kubernetes",
                "ISTIO_META_ROUTER_MODE",
                "sni-dnat",
                "ISTIO_METAJSON_LABELS",
                "{\"app\":\"" + account + "\"}"));
    StringBuilder mesh = new StringBuilder("defaultConfig:\n");
    mesh.append("  discoveryAddress: ").append(discoveryAddress).append('\n');
    mesh.append("  proxyAdminPort: ").append(ADMIN).append('\n');
    mesh.append("  binaryPath: ").append(Binaries.envoy()).append('\n');
    mesh.append("  proxyMetadata:\n");
    metadata.forEach(
        (key, value) -> mesh.append("    ").append(key).append(": '").append(value).append("'\n"));
    PilotHome home = PilotHome.write(host.directory().resolve("istio"), root, mesh.toString());
    home.token(token);
    List<String> command = new ArrayList<>(List.of("env", "-C", home.directory().toString()));
    metadata.forEach((key, value) -> command.add(key + "=" + value));
    home.environment().forEach((key, value) -> command.add(key + "=" + value));
    command.addAll(
        List.of(
            "CA_ADDR=" + discoveryAddress,
            "POD_NAME=" + host.name(),
            "INSTANCE_IP=" + host.address()));
    command.addAll(PilotHome.command("router", StockIstiod.NAMESPACE));
    host.start("pilot-agent", User.ROOT, command);
    return new StockGateway(host);
  }

  /** How many connections were passed on to a part of a service, by the name in the TLS. */
  long passedOn(String serverName) {
    String counter = "::cx_total::";
    return host.run(
            User.ROOT,
            Duration.ofSeconds(10),
            List.of("curl", "-s", "-m", "5", "http://127.0.0.1:" + ADMIN + "/clusters"))
        .output()
        .lines()
        .filter(line -> line.startsWith(serverName + "::") && line.contains(counter))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(counter) + counter.length())))
        .sum();
  }
}

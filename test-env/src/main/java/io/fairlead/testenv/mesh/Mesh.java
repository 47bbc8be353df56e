package io.fairlead.testenv.mesh;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.HostNetwork;
import io.fairlead.testenv.peers.ConsulServer;
import io.fairlead.testenv.programs.Agent;
import io.fairlead.testenv.programs.ControlPlane;
import io.fairlead.testenv.programs.FairleadCli;
import io.fairlead.testenv.programs.Ports;
import io.fairlead.testenv.programs.ProxyStatus;
import io.fairlead.testenv.programs.RegistryBridge;
import io.fairlead.testenv.programs.ServicesFile;
import java.util.List;

/**
 * Control plane and bridge on one host, a Consul on another, and whoever joins.
 *
 * @param network what everything runs on; it is the caller's
 * @param center the host of control plane and bridge
 */
public record Mesh(
    HostNetwork network,
    Host center,
    ConsulServer consul,
    ServicesFile services,
    RegistryBridge bridge,
    ControlPlane controlPlane) {

  /** The namespace of every host that joins. */
  public static final String NAMESPACE = "demo";

  /** Starts bridge and control plane beside a running Consul, and returns once both are ready. */
  public static Mesh start(HostNetwork network, Host center, ConsulServer consul) {
    ServicesFile services = new ServicesFile(center.directory().resolve("services.yaml"));
    Ports ports = Ports.on(center);
    RegistryBridge bridge =
        RegistryBridge.launch(center, ports, consul.catalog().authority(), services);
    ControlPlane controlPlane = ControlPlane.launch(center, ports);
    bridge.awaitReady();
    controlPlane.awaitReady();
    return new Mesh(network, center, consul, services, bridge, controlPlane);
  }

  /** Lets a host in, as a workload of the group that has its name; returns without waiting. */
  public Member join(Host host) {
    String group = host.name();
    FairleadCli cli = controlPlane.cli();
    cli.apply("workload-group-" + group, workloadGroup(group)).orThrow();
    Agent agent = Agent.join(host, controlPlane.address(), cli.createToken(NAMESPACE, group));
    return new Member(
        host, agent, "spiffe://cluster.local/ns/%s/sa/%s".formatted(NAMESPACE, group));
  }

  public ControlPlane controlPlane() {
    return controlPlane;
  }

  /** Which transport a host accepts; {@code mode} is Istio's word for it. */
  public void requireTransport(String group, String mode) {
    controlPlane
        .cli()
        .apply(
            "peer-authentication-" + group,
            """
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: %1$s, namespace: %2$s}
            spec:
              selector: {matchLabels: {app: %1$s}}
              mtls: {mode: %3$s}
            """
                .formatted(group, NAMESPACE, mode))
        .orThrow();
  }

  /** What proxies have refused since they connected, each with the type and Envoy's words. */
  public List<String> rejections() {
    return controlPlane.cli().proxies().stream()
        .filter(proxy -> proxy.rejections() > 0)
        .map(proxy -> "%s %d: %s".formatted(proxy.nodeId(), proxy.rejections(), proxy.errors()))
        .toList();
  }

  /** The proxies whose hosts are of the given group. */
  public List<ProxyStatus> proxiesOf(String group) {
    return controlPlane.cli().proxies().stream()
        .filter(proxy -> proxy.principal().endsWith("/sa/" + group))
        .toList();
  }

  /** The group of hosts of one name, as the resource that an operator writes. */
  public static String workloadGroup(String group) {
    return """
    apiVersion: networking.istio.io/v1
    kind: WorkloadGroup
    metadata: {name: %1$s, namespace: %2$s}
    spec:
      metadata: {labels: {app: %1$s}}
      template: {serviceAccount: %1$s}
    """
        .formatted(group, NAMESPACE);
  }
}

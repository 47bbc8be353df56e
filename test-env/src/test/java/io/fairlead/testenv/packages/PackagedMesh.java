package io.fairlead.testenv.packages;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.hosts.BootedNetwork;
import io.fairlead.testenv.mesh.Mesh;
import io.fairlead.testenv.process.TestEnvironmentException;
import io.fairlead.testenv.process.Waiting;
import java.time.Duration;

/**
 * Control plane and agents from their packages, on hosts that boot.
 *
 * <p>The service {@code shop.mesh} is what hosts of the group {@code shop} serve on port 8080;
 * there is one, and each story makes the others that it needs. All demand mutual TLS.
 */
final class PackagedMesh implements AutoCloseable {

  static final String SERVICE = "shop.mesh";
  static final int PORT = 8080;

  private static final Duration START = Duration.ofSeconds(90);

  private static final String RESOURCES =
      """
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: shop, namespace: demo}
      spec:
        hosts: [shop.mesh]
        location: MESH_INTERNAL
        resolution: STATIC
        ports: [{number: 8080, name: http, protocol: HTTP}]
        workloadSelector: {labels: {app: shop}}
      ---
      %s---
      %s---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: {name: default, namespace: demo}
      spec: {mtls: {mode: STRICT}}
      """
          .formatted(Mesh.workloadGroup("shop"), Mesh.workloadGroup("web"));

  private static final String JOURNAL =
      "journalctl -o short-precise -n 60 -u 'fairlead-*' --no-pager";

  private final BootedNetwork network;
  private final Repository repository;
  private final BootedHost center;
  private final BootedHost shop;

  private PackagedMesh(BootedNetwork network) {
    this.network = network;
    this.repository = Repository.serve(network);
    this.center = network.host("mesh");
    Installer.APT.trust(center);
    Installer.APT.update(center).orThrow();
    Installer.APT.install(center, "fairlead-control-plane fairlead").orThrow();
    center
        .shell(
            """
            sed -i 's/^advertise: .*/advertise: ["%s:15012"]/' /etc/fairlead/control-plane.yaml
            """
                .formatted(center.address()))
        .orThrow();
    // Notifies when it serves.
    center.shell(START, "systemctl enable --now fairlead-control-plane").orThrow();
    center.write("/root/mesh.yaml", RESOURCES);
    center.shell("fairlead apply -f /root/mesh.yaml").orThrow();
    this.shop = member("shop", "shop", Installer.APT);
    Applications.serve(shop);
  }

  static PackagedMesh start() {
    BootedNetwork network = BootedNetwork.open();
    try {
      return new PackagedMesh(network);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  Repository repository() {
    return repository;
  }

  /** The host of the control plane and of the operator. */
  BootedHost center() {
    return center;
  }

  /** The host that serves {@link #SERVICE}. */
  BootedHost shop() {
    return shop;
  }

  /** A new host that knows the repository, and has nothing of it. */
  BootedHost newHost(String name, Installer installer) {
    BootedHost host = network.host(name, installer.image());
    installer.trust(host);
    installer.update(host).orThrow();
    return host;
  }

  /** The command for one host, as an operator copies it. */
  String joinCommand(String group) {
    JsonObject ticket =
        JsonParser.parseString(
                center
                    .shell("fairlead token create -n demo -g %s -o json".formatted(group))
                    .orThrow())
            .getAsJsonObject();
    return ticket.get("join").getAsString();
  }

  /** A new host, installed, joined and ready. */
  BootedHost member(String name, String group, Installer installer) {
    BootedHost host = newHost(name, installer);
    installer.install(host, "fairlead-agent").orThrow();
    host.shell(START, joinCommand(group)).orThrow();
    awaitReady(host);
    return host;
  }

  /** How often an agent has told so far that it ends and will be back. */
  int absencesTold() {
    return Math.toIntExact(
        center
            .shell("journalctl -q -o cat -u fairlead-control-plane --no-pager")
            .orThrow()
            .lines()
            .filter(line -> line.contains("ends and will be back"))
            .count());
  }

  static void awaitReady(BootedHost host) {
    try {
      Waiting.until(
          "host %s to be in the mesh".formatted(host.name()),
          START,
          () -> host.shell("test -e /run/fairlead/ready").succeeded());
    } catch (TestEnvironmentException e) {
      throw new TestEnvironmentException(
          "Host %s is not in the mesh: %s"
              .formatted(host.name(), host.shell("fairlead-agent status; " + JOURNAL).output()),
          e);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}

package io.fairlead.controlplane.app;

import io.fairlead.model.MeshSettings;
import io.fairlead.settings.Default;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The configuration file of the control plane.
 *
 * @param listen where hosts connect, host:port
 * @param advertise where hosts are told to connect, host:port; the first is put into join commands
 */
public record ControlPlaneSettings(
    @Default("0.0.0.0:15012") String listen,
    List<String> advertise,
    @Default("/var/lib/fairlead-control-plane") Path stateDirectory,
    @Default("/run/fairlead-control-plane/admin.sock") Path adminSocket,
    Health health,
    Mesh mesh,
    Sources sources,
    Credentials credentials,
    Workloads workloads,
    Certificates certificates) {

  /** Health, readiness and metrics; no authentication, so loopback only. */
  public record Health(@Default("127.0.0.1:15014") String listen) {}

  /** What holds for the mesh as a whole. */
  public record Mesh(
      @Default("cluster.local") String trustDomain,
      @Default("fairlead-system") String rootNamespace,
      @Default("fairlead") String id,
      @Default("default") String cluster) {

    MeshSettings toModel() {
      return new MeshSettings(trustDomain, rootNamespace, id, cluster, "cluster.local");
    }
  }

  /** Where configuration comes from besides what is applied; earlier ones hold over later ones. */
  public record Sources(List<Directory> files, List<Mcp> mcp) {}

  /** A directory that is read again whenever something in it changes. */
  public record Directory(Path directory) {}

  /** A server of MCP over xDS, such as a registry bridge. */
  public record Mcp(String name, String address) {}

  /** What gateways prove themselves with; earlier directories hold over later ones. */
  public record Credentials(List<Directory> files) {}

  /** How long a host stays in the mesh without a connection. */
  public record Workloads(
      @Default("10s") Duration disconnectGrace, @Default("30s") Duration restartGrace) {}

  /** The certificates of hosts. */
  public record Certificates(
      @Default("24h") Duration lifetime, @Default("90d") Duration longestLifetime) {}
}

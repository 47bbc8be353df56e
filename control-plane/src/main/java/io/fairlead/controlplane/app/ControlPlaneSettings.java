package io.fairlead.controlplane.app;

import io.fairlead.controlplane.ca.Lifetimes;
import io.fairlead.controlplane.workload.Graces;
import io.fairlead.model.MeshSettings;
import io.fairlead.pki.TrustDomain;
import io.fairlead.settings.Default;
import java.nio.file.Files;
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
    Certificates certificates,
    AdmissionSettings admission) {

  /** Health, readiness and metrics; no authentication, so loopback only. */
  public record Health(@Default("127.0.0.1:15014") String listen) {

    HostAndPort endpoint() {
      HostAndPort endpoint = HostAndPort.parse("health.listen", listen);
      if (!endpoint.isLoopback()) {
        throw new IllegalArgumentException(
            "health.listen: has no authentication and must be a loopback address, not "
                + endpoint.host());
      }
      return endpoint;
    }
  }

  /** What holds for the mesh as a whole. */
  public record Mesh(
      @Default("cluster.local") String trustDomain,
      @Default("fairlead-system") String rootNamespace,
      @Default("fairlead") String id,
      @Default("default") String cluster) {

    MeshSettings toModel() {
      return new MeshSettings(trustDomain, rootNamespace, id, cluster, "cluster.local");
    }

    TrustDomain domain() {
      return new TrustDomain(trustDomain);
    }
  }

  /** Where configuration comes from besides what is applied; earlier ones hold over later ones. */
  public record Sources(List<Directory> files, List<Mcp> mcp) {

    void check() {
      files.forEach(Directory::existing);
      mcp.forEach(Mcp::endpoint);
    }
  }

  /** A directory that is read again whenever something in it changes. */
  public record Directory(Path directory) {

    Path existing() {
      if (!Files.isDirectory(directory)) {
        throw new IllegalArgumentException(
            "sources.files: there is no directory " + directory + "; create it first");
      }
      return directory;
    }
  }

  /** A server of MCP over xDS, such as a registry bridge. */
  public record Mcp(String name, String address) {

    HostAndPort endpoint() {
      HostAndPort endpoint = HostAndPort.parse("sources.mcp.address", address);
      if (!endpoint.isLoopback()) {
        throw new IllegalArgumentException(
            "sources.mcp.address: "
                + address
                + " is not a loopback address, and this connection is not encrypted; run the"
                + " bridge beside the control plane");
      }
      return endpoint;
    }
  }

  /** What gateways prove themselves with; earlier directories hold over later ones. */
  public record Credentials(List<Directory> files) {}

  /** How long a host stays in the mesh without a connection. */
  public record Workloads(
      @Default("30s") Duration disconnectGrace,
      @Default("5m") Duration absenceGrace,
      @Default("30s") Duration restartGrace) {

    Graces toGraces() {
      return new Graces(disconnectGrace, absenceGrace, restartGrace);
    }
  }

  /** The certificates of hosts. */
  public record Certificates(
      @Default("24h") Duration lifetime, @Default("90d") Duration longestLifetime) {

    Lifetimes toLifetimes() {
      return new Lifetimes(lifetime, longestLifetime);
    }
  }

  /**
   * What the file alone does not tell to be wrong, and starting would.
   *
   * @throws IllegalArgumentException with the key and what to write instead
   */
  void check() {
    Endpoints.of(this);
    health.endpoint();
    mesh.domain();
    sources.check();
    certificates.toLifetimes();
    admission.check();
  }
}

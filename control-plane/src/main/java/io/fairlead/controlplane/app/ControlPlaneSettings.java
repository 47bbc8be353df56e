package io.fairlead.controlplane.app;

import io.fairlead.controlplane.apiserver.ApiServer;
import io.fairlead.controlplane.ca.Lifetimes;
import io.fairlead.controlplane.source.kubernetes.Clients;
import io.fairlead.controlplane.source.kubernetes.ClusterAccess;
import io.fairlead.controlplane.tokenreview.Cluster;
import io.fairlead.controlplane.workload.Graces;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.TrustDomains;
import io.fairlead.pki.TrustDomain;
import io.fairlead.settings.Default;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    Istio istio,
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
      List<String> trustDomainAliases,
      @Default("fairlead-system") String rootNamespace,
      @Default("fairlead") String id,
      @Default("default") String cluster) {

    MeshSettings toModel() {
      return new MeshSettings(
          new TrustDomains(trustDomain, trustDomainAliases),
          rootNamespace,
          id,
          cluster,
          "cluster.local");
    }

    TrustDomain domain() {
      return new TrustDomain(trustDomain);
    }

    void check() {
      domain();
      trustDomainAliases.forEach(TrustDomain::new);
    }
  }

  /** Where configuration comes from besides what is applied; earlier ones hold over later ones. */
  public record Sources(List<Directory> files, List<Mcp> mcp, List<KubernetesCluster> kubernetes) {

    void check() {
      files.forEach(Directory::existing);
      mcp.forEach(Mcp::endpoint);
      kubernetes.forEach(KubernetesCluster::access);
      Set<String> names = new HashSet<>();
      for (KubernetesCluster cluster : kubernetes) {
        if (!names.add(cluster.cluster())) {
          throw new IllegalArgumentException(
              "sources.kubernetes: there are two clusters " + cluster.cluster() + "; rename one");
        }
      }
    }
  }

  /**
   * A cluster of Kubernetes. The first holds the resources of Istio.
   *
   * @param kubeconfig empty for a control plane that is a Pod of the cluster
   * @param context of the kubeconfig; empty for its current one
   * @param namespaces to read; all of them where there is none
   * @param network of its Pods, where the cluster itself names none
   * @param remoteSecrets namespace of the Secrets that name other clusters; empty for none. Of the
   *     first cluster only
   */
  public record KubernetesCluster(
      @Default("Kubernetes") String cluster,
      @Default("") String kubeconfig,
      @Default("") String context,
      List<String> namespaces,
      @Default("") String network,
      @Default("") String remoteSecrets) {

    ClusterAccess access() {
      if (cluster.isBlank() || cluster.contains("/")) {
        throw new IllegalArgumentException(
            "sources.kubernetes.cluster: '" + cluster + "' names no cluster; write a name");
      }
      if (kubeconfig.isEmpty() && !context.isEmpty()) {
        throw new IllegalArgumentException(
            "sources.kubernetes.context: is of a kubeconfig, and none is named; name it");
      }
      return new ClusterAccess(
          cluster,
          network,
          namespaces,
          () ->
              kubeconfig.isEmpty()
                  ? Clients.inCluster()
                  : Clients.byKubeconfig(Path.of(kubeconfig), context));
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

  /** The certificates of hosts, and who signs them. */
  public record Certificates(
      @Default("24h") Duration lifetime,
      @Default("90d") Duration longestLifetime,
      List<Path> trustedRoots,
      Authority authority) {

    Lifetimes toLifetimes() {
      return new Lifetimes(lifetime, longestLifetime);
    }
  }

  /** Who signs, where that is not an authority of our own making. Both files or neither. */
  public record Authority(@Default("") String certificate, @Default("") String key) {

    boolean isOutside() {
      return !certificate.isEmpty() || !key.isEmpty();
    }

    void check() {
      if (certificate.isEmpty() != key.isEmpty()) {
        throw new IllegalArgumentException(
            "certificates.authority: name both the certificate and its key, or neither");
      }
    }
  }

  /** For agents and tools of Istio's that call this control plane. */
  public record Istio(List<String> serverNames, List<TokenReview> tokenReview) {

    List<Cluster> clusters() {
      return tokenReview.stream().map(TokenReview::toCluster).toList();
    }
  }

  /** A Kubernetes cluster that is asked whose service account's token one is. */
  public record TokenReview(
      String cluster, String server, Path caFile, Path tokenFile, List<String> audiences) {

    Cluster toCluster() {
      try {
        return new Cluster(
            cluster,
            new ApiServer(new URI(server), caFile, tokenFile),
            audiences.isEmpty() ? List.of("istio-ca") : audiences);
      } catch (URISyntaxException | IllegalArgumentException e) {
        throw new IllegalArgumentException("istio.tokenReview." + e.getMessage(), e);
      }
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
    mesh.check();
    sources.check();
    certificates.toLifetimes();
    certificates.authority().check();
    istio.clusters();
    admission.check();
  }
}

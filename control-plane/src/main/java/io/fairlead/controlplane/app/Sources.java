package io.fairlead.controlplane.app;

import io.fairlead.controlplane.source.ConfigSource;
import io.fairlead.controlplane.source.applied.AppliedSource;
import io.fairlead.controlplane.source.file.DirectorySource;
import io.fairlead.controlplane.source.kubernetes.KubernetesSource;
import io.fairlead.controlplane.source.mcp.McpSource;
import io.fairlead.model.MeshSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The sources of a configuration, in the order of precedence. */
final class Sources {

  private Sources() {}

  static List<ConfigSource> of(
      ControlPlaneSettings settings, AppliedSource applied, RandomGenerator random) {
    List<ConfigSource> sources = new ArrayList<>();
    sources.add(applied);
    for (ControlPlaneSettings.Directory files : settings.sources().files()) {
      sources.add(new DirectorySource(files.existing()));
    }
    for (ControlPlaneSettings.Mcp mcp : settings.sources().mcp()) {
      HostAndPort address = mcp.endpoint();
      sources.add(McpSource.at(mcp.name(), address.host(), address.port(), random));
    }
    List<ControlPlaneSettings.KubernetesCluster> clusters = settings.sources().kubernetes();
    if (!clusters.isEmpty()) {
      MeshSettings mesh = settings.mesh().toModel();
      sources.add(
          new KubernetesSource(
              new KubernetesSource.Settings(
                  clusters.stream().map(ControlPlaneSettings.KubernetesCluster::access).toList(),
                  mesh.rootNamespace(),
                  clusters.getFirst().remoteSecrets(),
                  mesh.dnsDomain()),
              Clock.systemUTC()));
    }
    return List.copyOf(sources);
  }

  /**
   * The clusters of Kubernetes among the sources.
   *
   * @param rank by which their resources are known
   */
  record Clusters(KubernetesSource source, int rank) {}

  /** Nothing where no cluster is read. */
  static Optional<Clusters> clusters(List<ConfigSource> sources) {
    for (int rank = 0; rank < sources.size(); rank++) {
      if (sources.get(rank) instanceof KubernetesSource source) {
        return Optional.of(new Clusters(source, rank));
      }
    }
    return Optional.empty();
  }
}

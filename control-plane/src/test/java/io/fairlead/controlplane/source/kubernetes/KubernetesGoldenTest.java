package io.fairlead.controlplane.source.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.Problem;
import io.fairlead.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesGoldenTest {

  static List<Path> cases() {
    return Goldens.at("kubernetes").cases();
  }

  /** Each file is a cluster; they count in the order of their names. */
  @ParameterizedTest
  @MethodSource("cases")
  void clustersBecomeThisMesh(Path directory) throws IOException {
    World world = new World("cluster.local", "fairlead-system");
    int rank = 0;
    for (Path file : clusters(directory)) {
      String cluster = String.valueOf(file.getFileName()).replace(".yaml", "");
      ClusterAccess access = new ClusterAccess(cluster, "", List.of(), Config::empty);
      ClusterWatch watch =
          new ClusterWatch(
              access, new ClusterWatch.Role(rank++, true, "fairlead-system", ""), 0, new Inbox());
      world.enter(watch);
      world.put(new Manifests(cluster).news(watch, Goldens.read(file)));
      world.complete(watch);
    }
    ConfigState state = ConfigState.empty(MeshSettings.STANDARD).with(0, world.change());
    String problems =
        Stream.concat(
                world.problems().stream(), state.problems().values().stream().flatMap(List::stream))
            .map(Problem::toString)
            .collect(Collectors.joining("\n"));
    Goldens.assertMatches(
        directory.resolve("mesh.txt"),
        MeshText.of(state.mesh()) + (problems.isEmpty() ? "" : "problem " + problems + "\n"));
  }

  private static List<Path> clusters(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}

package io.fairlead.registrybridge;

import static org.awaitility.Awaitility.await;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.mcp.McpCodec;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.registrybridge.merge.RegistryStore;
import io.fairlead.registrybridge.publish.FakeStream;
import io.fairlead.registrybridge.publish.McpPublisher;
import io.fairlead.registrybridge.source.SourceSettings;
import io.fairlead.registrybridge.source.file.FileSource;
import io.fairlead.testing.Goldens;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients get for given files; the sources are the files of a case in alphabetical order. */
final class McpGoldenTest {

  static List<Path> cases() {
    return Goldens.at("mcp").cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void offersServicesAsIstiosResources(Path directory) throws Exception {
    List<FileSource> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> !file.endsWith("mcp.yaml"))
          .sorted()
          .forEach(file -> sources.add(source(file)));
    }
    McpPublisher publisher = McpPublisher.ofIstio();
    FakeStream stream = new FakeStream(1);
    publisher.opened(stream);
    RegistryStore store =
        new RegistryStore(sources.stream().map(FileSource::name).toList(), publisher);
    sources.forEach(source -> source.start(store));
    await().atMost(Duration.ofSeconds(20)).until(() -> !stream.offers().isEmpty());
    sources.forEach(FileSource::close);
    StringBuilder text = new StringBuilder();
    store.conflicts().forEach(problem -> text.append("# ").append(problem).append('\n'));
    Goldens.assertMatches(
        directory.resolve("mcp.yaml"), text + rendered(stream.offers().getLast()));
  }

  private static FileSource source(Path file) {
    String name = file.getFileName().toString().replace(".yaml", "");
    return new FileSource(
        new SourceSettings.StaticFile(name, file, name, false), Clock.systemUTC());
  }

  private static String rendered(Snapshot snapshot) {
    List<String> documents = new ArrayList<>();
    for (String kind : List.of("ServiceEntry", "WorkloadEntry")) {
      String type = "networking.istio.io/v1/" + kind;
      snapshot.resources(new ResourceType(type)).values().stream()
          .sorted(Comparator.comparing(Resource::name))
          .forEach(resource -> documents.add(rendered(type, resource)));
    }
    return String.join("---\n", documents);
  }

  private static String rendered(String type, Resource resource) {
    IstioResource read = McpCodec.decode(type, resource.body(), "test").values().getFirst();
    return "# version " + resource.version() + "\n" + IstioYaml.write(read);
  }
}

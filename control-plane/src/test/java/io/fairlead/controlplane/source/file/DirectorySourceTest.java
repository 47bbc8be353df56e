package io.fairlead.controlplane.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.model.MeshSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySourceTest {

  private static final String ENTRY =
      """
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: %s, namespace: demo}
      spec:
        hosts: [%s.demo]
        ports: [{number: 80, name: http, protocol: HTTP}]
        resolution: STATIC
        endpoints: [{address: 10.0.0.7}]
      """;

  @TempDir Path directory;
  private DirectorySource source;
  private MeshStateStore states;

  @BeforeEach
  void start() throws IOException {
    write("a.yaml", ENTRY.formatted("a", "a"));
    source = new DirectorySource(directory);
    states = new MeshStateStore(MeshSettings.STANDARD, List.of(source));
    source.start(states);
    await().until(states::isSynced);
  }

  @AfterEach
  void stop() {
    source.close();
  }

  /** As an editor saves: written beside and renamed into place. */
  private void write(String name, String text) throws IOException {
    Path part = Files.writeString(directory.resolve("." + name), text);
    Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private List<String> hosts() {
    return states.mesh().services().stream().map(s -> s.host().value()).sorted().toList();
  }

  @Test
  void readsWhatIsThereBeforeItIsSynced() {
    assertThat(hosts()).containsExactly("a.demo");
  }

  @Test
  void seesFilesComeChangeAndGo() throws IOException {
    write("b.yaml", ENTRY.formatted("b", "b"));
    await().until(() -> hosts().equals(List.of("a.demo", "b.demo")));
    write("b.yaml", ENTRY.formatted("b", "bb"));
    await().until(() -> hosts().equals(List.of("a.demo", "bb.demo")));
    Files.delete(directory.resolve("b.yaml"));
    await().until(() -> hosts().equals(List.of("a.demo")));
  }

  @Test
  void keepsTheLastGoodStateOfABrokenFileAndSaysWhere() throws IOException {
    write("a.yaml", ENTRY.formatted("a", "a") + "  portz: 7\n");
    await().until(() -> !states.problems().isEmpty());
    assertThat(hosts()).containsExactly("a.demo");
    assertThat(states.problems().getFirst().toString()).contains("a.yaml:9:3").contains("ports");
    write("a.yaml", ENTRY.formatted("a", "mended"));
    await().until(() -> hosts().equals(List.of("mended.demo")) && states.problems().isEmpty());
  }

  @Test
  void saysThatAResourceStandsInTwoFiles() throws IOException {
    write("z.yaml", ENTRY.formatted("a", "other"));
    await().until(() -> !states.problems().isEmpty());
    assertThat(states.problems().getFirst().message()).contains("stands in an earlier file");
    assertThat(hosts()).containsExactly("a.demo");
  }
}

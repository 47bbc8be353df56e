package io.fairlead.conformance.scenario;

import io.fairlead.testing.Goldens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the files of scenarios. */
public final class Scenarios {

  /** What their certificate is for. */
  public static final List<String> HOSTS =
      List.of(
          "127.0.0.1", "api.example.com", "www.example.com", "one.example.com", "two.example.com");

  private static final Path DIRECTORY = Path.of("src/test/resources/scenarios");

  /** Those that say it in the language of the Gateway API. */
  private static final Path GATEWAY_API = Path.of("src/test/resources/gateway-api");

  private static final Path MESH_CONFIG = Path.of("src/test/resources/mesh-config");

  private static final String NEXT_DOCUMENT = "\n---\n";

  private Scenarios() {}

  /** All, or those whose names contain {@code -Dscenarios=TEXT}. */
  public static List<Scenario> all() {
    return in(DIRECTORY, System.getProperty("scenarios", ""));
  }

  /** All of the Gateway API: the note of a line names the case that asks the same. */
  public static List<Scenario> gatewayApi() {
    return in(GATEWAY_API, "");
  }

  /** Those that a MeshConfig says something of. */
  public static List<Scenario> meshConfig() {
    return in(MESH_CONFIG, "");
  }

  private static List<Scenario> in(Path directory, String only) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") && file.toString().contains(only))
          .sorted()
          .map(Scenarios::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + directory, e);
    }
  }

  private static Scenario read(Path file) {
    try {
      return of(file, Parts.of(file));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("in " + file, e);
    }
  }

  /** The table in front, and Istio's documents behind it. */
  private record Parts(Fields table, String resources) {

    static Parts of(Path file) {
      String text = Goldens.read(file);
      int end = text.indexOf(NEXT_DOCUMENT);
      return end < 0
          ? new Parts(Fields.parse(text), "")
          : new Parts(
              Fields.parse(text.substring(0, end)), text.substring(end + NEXT_DOCUMENT.length()));
    }
  }

  private static Scenario of(Path file, Parts parts) {
    String name = String.valueOf(file.getFileName()).replace(".yaml", "");
    Fields table =
        parts
            .table()
            .knowing("uses", "caller", "backends", "refusing", "joined", "defaults", "requests");
    Map<String, String> backends = new LinkedHashMap<>();
    StringBuilder resources = new StringBuilder();
    for (String used : table.texts("uses")) {
      Parts shared = Parts.of(file.resolveSibling("shared").resolve(used + ".yaml"));
      backends.putAll(shared.table().knowing("backends").map("backends"));
      resources.append(shared.resources()).append(NEXT_DOCUMENT.substring(1));
    }
    backends.putAll(table.map("backends"));
    backends.putAll(table.map("refusing"));
    RowReader reader = new RowReader(table.fields("defaults"));
    return new Scenario(
        name,
        Caller.from(table.fields("caller")),
        new Scenario.Hosts(
            backends, table.map("refusing").keySet(), new HashSet<>(table.texts("joined"))),
        resources + parts.resources(),
        table.list("requests").stream().map(reader::read).toList());
  }
}

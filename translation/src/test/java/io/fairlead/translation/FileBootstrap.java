package io.fairlead.translation;

import com.google.protobuf.Message;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A proxy's resources as one file that a real Envoy runs without agent and control plane: what it
 * would fetch is put where it would be asked for.
 */
final class FileBootstrap {

  private final Map<String, Object> assignments;
  private final Map<String, Object> routes;
  private final Map<String, Path> secrets;

  private FileBootstrap(XdsResources resources, Map<String, Path> secrets) {
    this.assignments =
        byName(Decoded.endpoints(resources), assignment -> assignment.getClusterName());
    this.routes = byName(Decoded.routes(resources), route -> route.getName());
    this.secrets = secrets;
  }

  static String of(XdsResources resources, Map<String, Path> secrets) {
    FileBootstrap file = new FileBootstrap(resources, secrets);
    return GoldenYaml.dump(
        Map.of(
            "static_resources",
            Map.of(
                "clusters", file.trees(Decoded.clusters(resources)),
                "listeners", file.trees(Decoded.listeners(resources)))));
  }

  private List<Object> trees(List<? extends Message> messages) {
    return messages.stream().map(FileBootstrap::tree).map(this::fill).toList();
  }

  private Object fill(Object node) {
    return switch (node) {
      case Map<?, ?> map -> fillMap(map);
      case List<?> list -> list.stream().map(this::fill).toList();
      default -> node;
    };
  }

  private Map<String, Object> fillMap(Map<?, ?> map) {
    Map<String, Object> filled = new LinkedHashMap<>();
    map.forEach((key, value) -> filled.put((String) key, fill(value)));
    if (filled.containsKey("sdsConfig")) {
      Path file = Objects.requireNonNull(secrets.get((String) filled.get("name")));
      filled.put(
          "sdsConfig",
          Map.of("pathConfigSource", Map.of("path", file.toString()), "resourceApiVersion", "V3"));
    }
    if (filled.remove("rds") instanceof Map<?, ?> rds) {
      filled.put(
          "routeConfig", Objects.requireNonNull(routes.get((String) rds.get("routeConfigName"))));
    }
    if (filled.remove("edsClusterConfig") != null) {
      filled.put("type", "STATIC");
      filled.put(
          "loadAssignment", Objects.requireNonNull(assignments.get((String) filled.get("name"))));
    }
    return filled;
  }

  private static <M extends Message> Map<String, Object> byName(
      List<M> messages, Function<M, String> name) {
    return messages.stream().collect(Collectors.toMap(name, FileBootstrap::tree));
  }

  private static Object tree(Message message) {
    return new Load(LoadSettings.builder().build()).loadFromString(Decoded.json(message));
  }
}

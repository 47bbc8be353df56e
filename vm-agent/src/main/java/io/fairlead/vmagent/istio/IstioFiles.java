package io.fairlead.vmagent.istio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the files that {@code istioctl experimental workload entry configure} writes for a host:
 * {@code cluster.env}, {@code mesh.yaml}, {@code root-cert.pem} and {@code istio-token}. What a
 * variable of {@code cluster.env} says goes over the same in {@code mesh.yaml}.
 */
public final class IstioFiles {

  private static final int LARGEST = 1 << 20;

  private final Path directory;

  public IstioFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * @throws IOException where a file is missing
   * @throws IllegalArgumentException with the file and the key that is wrong
   */
  public IstioHost host() throws IOException {
    Map<String, Object> config = section(yaml("mesh.yaml", text("mesh.yaml")), "defaultConfig");
    Map<String, String> variables = new HashMap<>();
    section(config, "proxyMetadata")
        .forEach((key, value) -> variables.put(key, String.valueOf(value)));
    variables.putAll(variables(text("cluster.env")));
    String controlPlane =
        String.valueOf(config.getOrDefault("discoveryAddress", "istiod.istio-system.svc:15012"));
    return new IstioHost(
        controlPlane,
        variables.getOrDefault("ISTIOD_SAN", host(controlPlane)),
        new IstioHost.Account(
            variables.getOrDefault("TRUST_DOMAIN", "cluster.local"),
            variables.getOrDefault("POD_NAMESPACE", ""),
            variables.getOrDefault("SERVICE_ACCOUNT", "")),
        new IstioHost.Mesh(
            variables.getOrDefault("ISTIO_META_MESH_ID", ""),
            variables.getOrDefault("ISTIO_META_CLUSTER_ID", "Kubernetes"),
            variables.getOrDefault("ISTIO_META_NETWORK", "")),
        variables.getOrDefault("ISTIO_META_AUTO_REGISTER_GROUP", ""),
        labels(variables.getOrDefault("ISTIO_METAJSON_LABELS", "{}")));
  }

  /** Whom the control plane is known by, PEM. */
  public String root() throws IOException {
    return text("root-cert.pem");
  }

  /** What the host shows to be given its first certificate. */
  public String token() throws IOException {
    return text("istio-token").strip();
  }

  private String text(String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.isReadable(file) || Files.size(file) > LARGEST) {
      throw new IOException(
          file
              + " is not there, may not be read or is no such file: write it with `istioctl"
              + " experimental workload entry configure`");
    }
    return Files.readString(file);
  }

  /** {@code KEY='value'} lines; quotes are those that istioctl writes. */
  private static Map<String, String> variables(String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : text.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        variables.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
      }
    }
    return variables;
  }

  private static String unquoted(String value) {
    for (String quote : new String[] {"'", "\""}) {
      if (value.length() >= 2 && value.startsWith(quote) && value.endsWith(quote)) {
        return value.substring(1, value.length() - 1);
      }
    }
    return value;
  }

  private static String host(String controlPlane) {
    return controlPlane.substring(0, Math.max(0, controlPlane.lastIndexOf(':')));
  }

  /** JSON is YAML, too. */
  private static Map<String, String> labels(String json) {
    Map<String, String> labels = new LinkedHashMap<>();
    yaml("cluster.env: ISTIO_METAJSON_LABELS", json)
        .forEach((key, value) -> labels.put(key, String.valueOf(value)));
    return labels;
  }

  private static Map<String, Object> yaml(String name, String text) {
    try {
      Object root =
          new Load(LoadSettings.builder().setMaxAliasesForCollections(0).build())
              .loadFromString(text);
      return named(root);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(name + ": not YAML: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> section(Map<String, Object> from, String key) {
    return named(from.getOrDefault(key, Map.of()));
  }

  private static Map<String, Object> named(Object value) {
    Map<String, Object> named = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> named.put(String.valueOf(key), each == null ? "" : each));
    }
    return named;
  }
}

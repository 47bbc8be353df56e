package io.fairlead.cli.cluster;

import io.fairlead.cli.output.Yaml;
import io.fairlead.cli.tree.Tree;
import io.fairlead.istioconfig.crd.CustomResources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The chart {@code fairlead} as Helm renders it with its own values (a test keeps the two equal),
 * with what people chose in the place of those.
 */
public final class Chart {

  static final String OWNER_LABEL = "app.kubernetes.io/managed-by";

  private static final String NAMESPACE = "fairlead-system";
  private static final String HUB = "registry.example.com/fairlead/";
  private static final String CONFIG = "control-plane.yaml";

  /** What others refer to comes first, what stops others from being written last. */
  private static final List<String> ORDER =
      List.of(
          "Namespace",
          "CustomResourceDefinition",
          "ServiceAccount",
          "ClusterRole",
          "ClusterRoleBinding",
          "Role",
          "RoleBinding",
          "ConfigMap",
          "Service",
          "NetworkPolicy",
          "PodDisruptionBudget",
          "StatefulSet");

  private final MeshChoices choices;

  private Chart(MeshChoices choices) {
    this.choices = choices;
  }

  /** All objects, in the order in which they are applied. */
  public static List<KubeObject> objects(MeshChoices choices) {
    return new Chart(choices).objects();
  }

  private List<KubeObject> objects() {
    List<KubeObject> objects = new ArrayList<>();
    objects.add(namespace(choices.namespace()));
    CustomResources.all().values().forEach(yaml -> objects.add(object(Tree.parse(yaml))));
    List<Tree> rendered = Tree.parseAll(rendered());
    String config = config(rendered);
    for (Tree document : rendered) {
      boolean isForOthers = document.at("kind").text().matches("Role|RoleBinding");
      if (!isForOthers || choices.remoteClusters()) {
        objects.add(new KubeObject(choose(rewriteMap(document.map()), config)));
      }
    }
    objects.sort(Comparator.comparingInt(Chart::rank));
    return List.copyOf(objects);
  }

  private static int rank(KubeObject object) {
    int rank = ORDER.indexOf(object.kind());
    return rank < 0 ? ORDER.size() : rank;
  }

  static KubeObject namespace(String name) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("labels", Map.of("app.kubernetes.io/part-of", "fairlead"));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", "Namespace");
    tree.put("metadata", metadata);
    return new KubeObject(tree);
  }

  private static KubeObject object(Tree tree) {
    return new KubeObject(tree.map());
  }

  /** What is of one kind only. */
  private Map<String, Object> choose(Map<String, Object> object, String config) {
    switch (String.valueOf(object.get("kind"))) {
      case "ConfigMap" -> object.put("data", Map.of(CONFIG, config));
      case "Service" -> child(object, "spec").put("type", choices.exposure().serviceType());
      case "StatefulSet" ->
          child(object, "spec", "template", "metadata", "annotations")
              .put("checksum/config", sha256(config));
      default -> {}
    }
    return object;
  }

  /** The control plane's own file. */
  private String config(List<Tree> rendered) {
    Tree map =
        rendered.stream()
            .filter(document -> document.at("kind").text().equals("ConfigMap"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the chart has one ConfigMap"));
    Map<String, Object> config = rewriteMap(Tree.parse(map.at("data", CONFIG).text()).map());
    Map<String, Object> mesh = child(config, "mesh");
    mesh.put("id", choices.mesh().id());
    mesh.put("trustDomain", choices.mesh().trustDomain());
    mesh.put("cluster", choices.place().cluster());
    Map<String, Object> cluster = first(child(config, "sources"), "kubernetes");
    cluster.put("cluster", choices.place().cluster());
    cluster.put("network", choices.place().network());
    if (!choices.remoteClusters()) {
      cluster.remove("remoteSecrets");
    }
    first(child(config, "istio"), "tokenReview").put("cluster", choices.place().cluster());
    List<Object> advertise = new ArrayList<>(choices.exposure().advertise());
    if (config.get("advertise") instanceof List<?> own) {
      advertise.addAll(own);
    }
    config.put("advertise", advertise);
    return Yaml.of(config);
  }

  private Map<String, Object> rewriteMap(Map<String, Object> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (key.equals(OWNER_LABEL)) {
            copy.put(key, KubeApi.MANAGER);
          } else if (!key.equals("helm.sh/chart")) {
            copy.put(key, rewrite(value));
          }
        });
    return copy;
  }

  private Object rewrite(Object value) {
    return switch (value) {
      case Map<?, ?> map -> rewriteMap(new Tree(map).map());
      case List<?> list -> new ArrayList<>(list.stream().map(this::rewrite).toList());
      case String text when text.startsWith(HUB) -> image(text.substring(HUB.length()));
      case String text -> text.replace(NAMESPACE, choices.namespace());
      default -> value;
    };
  }

  private String image(String image) {
    String tag = choices.images().tag();
    return choices.images().hub()
        + "/"
        + (tag.isEmpty() ? image : image.replaceFirst(":.*", "") + ":" + tag);
  }

  @SuppressWarnings("unchecked") // Only what rewriteMap made is asked for.
  private static Map<String, Object> child(Map<String, Object> map, String... path) {
    Map<String, Object> here = map;
    for (String key : path) {
      here = (Map<String, Object>) Objects.requireNonNull(here.get(key), key);
    }
    return here;
  }

  @SuppressWarnings("unchecked") // Only what rewriteMap made is asked for.
  private static Map<String, Object> first(Map<String, Object> map, String list) {
    return ((List<Map<String, Object>>) Objects.requireNonNull(map.get(list), list)).getFirst();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String rendered() {
    try (InputStream in =
        Objects.requireNonNull(Chart.class.getResourceAsStream("chart.yaml"), "chart.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the chart", e);
    }
  }
}

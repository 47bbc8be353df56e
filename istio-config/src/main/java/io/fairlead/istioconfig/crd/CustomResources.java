package io.fairlead.istioconfig.crd;

import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The definitions of all kinds that a Kubernetes API server may hold, as text. */
public final class CustomResources {

  /** MeshConfig has no group of its own: it is no resource of an API server. */
  private static final String NO_GROUP = "core";

  private CustomResources() {}

  /** Name of a definition, such as {@code gateways.networking.istio.io}, to its YAML. */
  public static Map<String, String> all() {
    Map<String, String> definitions = new LinkedHashMap<>();
    kinds().forEach(kind -> definitions.put(name(kind), YamlText.of(definition(kind))));
    return definitions;
  }

  /** The kinds that have a definition. */
  public static List<Kind> kinds() {
    return Kinds.all().stream().filter(kind -> !kind.group().equals(NO_GROUP)).toList();
  }

  /** As it stands in the paths of the API, such as {@code gateways}. */
  public static String plural(Kind kind) {
    return plural(kind.name());
  }

  /** The same of any kind by its name: policies, gateways, classes. */
  public static String plural(String kind) {
    String singular = kind.toLowerCase(Locale.ROOT);
    if (singular.endsWith("y") && !singular.endsWith("ay")) {
      return singular.substring(0, singular.length() - 1) + "ies";
    }
    return singular.endsWith("s") ? singular + "es" : singular + "s";
  }

  private static String name(Kind kind) {
    return plural(kind) + "." + kind.group();
  }

  private static Map<String, Object> definition(Kind kind) {
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("apiVersion", "apiextensions.k8s.io/v1");
    definition.put("kind", "CustomResourceDefinition");
    definition.put("metadata", metadata(kind));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("group", kind.group());
    spec.put("names", names(kind));
    spec.put("scope", "Namespaced");
    spec.put("versions", versions(kind));
    definition.put("spec", spec);
    return definition;
  }

  /** It stays when the chart is removed: what people declared would go with it. */
  private static Map<String, Object> metadata(Kind kind) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name(kind));
    metadata.put("labels", Map.of("app.kubernetes.io/part-of", "fairlead"));
    metadata.put("annotations", Map.of("helm.sh/resource-policy", "keep"));
    return metadata;
  }

  private static Map<String, Object> names(Kind kind) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("kind", kind.name());
    names.put("listKind", kind.name() + "List");
    names.put("plural", plural(kind));
    names.put("singular", kind.name().toLowerCase(Locale.ROOT));
    List<String> shortNames = Shown.shortNames(kind.name());
    if (!shortNames.isEmpty()) {
      names.put("shortNames", shortNames);
    }
    names.put("categories", List.of("istio-io", kind.group().replace('.', '-')));
    return names;
  }

  /** All are served; the preferred one, which comes first, is stored. */
  private static List<Object> versions(Kind kind) {
    List<Object> versions = new ArrayList<>();
    for (String version : kind.versions()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("name", version);
      tree.put("served", true);
      tree.put("storage", version.equals(kind.versions().getFirst()));
      tree.put("additionalPrinterColumns", Shown.columns(kind.name()));
      tree.put("subresources", Map.of("status", Map.of()));
      tree.put("schema", Map.of("openAPIV3Schema", resource(kind)));
      versions.add(tree);
    }
    return versions;
  }

  private static Map<String, Object> resource(Kind kind) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("spec", MessageSchema.of(kind.prototype().getDescriptorForType()));
    properties.put("status", StatusSchema.tree());
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    return schema;
  }
}

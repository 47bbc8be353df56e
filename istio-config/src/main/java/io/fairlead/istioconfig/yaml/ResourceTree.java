package io.fairlead.istioconfig.yaml;

import io.fairlead.istioconfig.IstioResource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A resource as the tree of maps and lists that its text has, in a fixed order. */
final class ResourceTree {

  private ResourceTree() {}

  static Map<String, Object> of(IstioResource resource) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", resource.name().name());
    metadata.put("namespace", resource.name().namespace());
    putIfFilled(metadata, "labels", resource.metadata().labels());
    putIfFilled(metadata, "annotations", resource.metadata().annotations());
    if (!resource.metadata().created().equals(Instant.EPOCH)) {
      metadata.put("creationTimestamp", resource.metadata().created().toString());
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", resource.kind().apiVersion());
    tree.put("kind", resource.kind().name());
    tree.put("metadata", metadata);
    tree.put("spec", MessageTree.of(resource.spec()));
    return tree;
  }

  private static void putIfFilled(
      Map<String, Object> metadata, String key, Map<String, String> values) {
    if (!values.isEmpty()) {
      metadata.put(key, new TreeMap<>(values));
    }
  }
}

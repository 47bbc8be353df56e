package io.fairlead.cli.cluster;

import io.fairlead.cli.tree.Tree;
import io.fairlead.istioconfig.crd.CustomResources;
import java.util.Locale;
import java.util.Map;

/** An object of Kubernetes, and where an API server keeps it. */
public record KubeObject(Map<String, Object> tree) {

  String apiVersion() {
    return new Tree(tree).at("apiVersion").text();
  }

  public String kind() {
    return new Tree(tree).at("kind").text();
  }

  /** Empty for what belongs to the whole cluster. */
  public String namespace() {
    return new Tree(tree).at("metadata", "namespace").text();
  }

  public String name() {
    return new Tree(tree).at("metadata", "name").text();
  }

  /** As kubectl names it: {@code statefulset.apps/fairlead-control-plane}. */
  public String title() {
    String group = apiVersion().contains("/") ? "." + apiVersion().replaceFirst("/.*", "") : "";
    return kind().toLowerCase(Locale.ROOT) + group + "/" + name();
  }

  String path() {
    return collection(apiVersion(), namespace(), CustomResources.plural(kind())) + "/" + name();
  }

  static String collection(String apiVersion, String namespace, String plural) {
    String root = (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    return root + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + plural;
  }
}

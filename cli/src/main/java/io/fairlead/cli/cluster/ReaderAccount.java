package io.fairlead.cli.cluster;

import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The account by which a control plane elsewhere reads a cluster: it sees Services, their
 * endpoints, Pods, Nodes and Namespaces, and changes nothing.
 *
 * @param namespace of the account and its token
 */
public record ReaderAccount(String namespace) {

  private static final String NAME = "fairlead-reader";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

  public List<KubeObject> objects() {
    return List.of(
        Chart.namespace(namespace),
        object("v1", "ServiceAccount", namespace, NAME, Map.of()),
        object("rbac.authorization.k8s.io/v1", "ClusterRole", "", clusterName(), rules()),
        object("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "", clusterName(), binding()),
        token());
  }

  private String clusterName() {
    return NAME + "-" + namespace;
  }

  private static Map<String, Object> rules() {
    List<String> verbs = List.of("get", "list", "watch");
    return Map.of(
        "rules",
        List.of(
            Map.of(
                "apiGroups", List.of(""),
                "resources", List.of("services", "pods", "nodes", "namespaces"),
                "verbs", verbs),
            Map.of(
                "apiGroups", List.of("discovery.k8s.io"),
                "resources", List.of("endpointslices"),
                "verbs", verbs)));
  }

  private Map<String, Object> binding() {
    Map<String, Object> binding = new LinkedHashMap<>();
    binding.put(
        "roleRef",
        Map.of(
            "apiGroup", "rbac.authorization.k8s.io",
            "kind", "ClusterRole",
            "name", clusterName()));
    binding.put(
        "subjects",
        List.of(Map.of("kind", "ServiceAccount", "name", NAME, "namespace", namespace)));
    return binding;
  }

  /** A token that holds until this Secret is deleted: the cluster writes it in. */
  private KubeObject token() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.putAll(object("v1", "Secret", namespace, NAME, Map.of()).tree());
    tree.put("type", "kubernetes.io/service-account-token");
    Map<String, Object> metadata = new Tree(tree).at("metadata").map();
    metadata.put("annotations", Map.of("kubernetes.io/service-account.name", NAME));
    tree.put("metadata", metadata);
    return new KubeObject(tree);
  }

  static KubeObject object(
      String apiVersion, String kind, String namespace, String name, Map<String, Object> more) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    metadata.put("labels", Map.of("app.kubernetes.io/part-of", "fairlead"));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", apiVersion);
    tree.put("kind", kind);
    tree.put("metadata", metadata);
    tree.putAll(more);
    return new KubeObject(tree);
  }

  /** The token, which the cluster's controller makes soon after its Secret. */
  public String awaitToken(KubeApi api) {
    String path = KubeObject.collection("v1", namespace, "secrets") + "/" + NAME;
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < PATIENCE.toNanos()
        && !Thread.currentThread().isInterrupted()) {
      String encoded = api.find(path).orElse(Tree.EMPTY).at("data", "token").text();
      if (!encoded.isEmpty()) {
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      }
      LockSupport.parkNanos(PAUSE);
    }
    throw Failure.failed(
        "the cluster wrote no token into the Secret %s/%s within %d s: look at its controller manager"
            .formatted(namespace, NAME, PATIENCE.toSeconds()));
  }
}

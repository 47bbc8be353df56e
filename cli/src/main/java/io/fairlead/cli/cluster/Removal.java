package io.fairlead.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.tree.Tree;
import io.fairlead.istioconfig.crd.CustomResources;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes a control plane out of a cluster: what an installation wrote, by its labels, and nothing of
 * anybody else.
 */
public final class Removal {

  private static final String NAME = "fairlead-control-plane";
  private static final String PART_OF = "app.kubernetes.io/part-of=fairlead";
  private static final String OURS = PART_OF + "," + Chart.OWNER_LABEL + "=" + KubeApi.MANAGER;
  private static final String VOLUME_OF = "app.kubernetes.io/name=" + NAME;

  private static final Kind STATEFUL_SET = new Kind("apps/v1", "StatefulSet", true);
  private static final Kind VOLUME = new Kind("v1", "PersistentVolumeClaim", true);
  private static final Kind DEFINITION =
      new Kind("apiextensions.k8s.io/v1", "CustomResourceDefinition", false);
  private static final String RIGHTS = "rbac.authorization.k8s.io/v1";
  private static final String HOOKS = "admissionregistration.k8s.io/v1";

  /** The reverse of an installation: nobody is sent to what is gone already. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind(HOOKS, "ValidatingWebhookConfiguration", false),
          new Kind(HOOKS, "MutatingWebhookConfiguration", false),
          STATEFUL_SET,
          new Kind("policy/v1", "PodDisruptionBudget", true),
          new Kind("networking.k8s.io/v1", "NetworkPolicy", true),
          new Kind("v1", "Service", true),
          new Kind("v1", "ConfigMap", true),
          new Kind(RIGHTS, "RoleBinding", true),
          new Kind(RIGHTS, "Role", true),
          new Kind(RIGHTS, "ClusterRoleBinding", false),
          new Kind(RIGHTS, "ClusterRole", false),
          new Kind("v1", "ServiceAccount", true));

  private final KubeApi api;
  private final String namespace;

  private record Kind(String apiVersion, String name, boolean isNamespaced) {}

  /**
   * What goes, and what stays.
   *
   * @param objects in the order in which they go
   * @param definitions of kinds of resources, made by an installation
   * @param volumes that hold the authority of the mesh
   */
  public record Found(
      List<KubeObject> objects, List<KubeObject> definitions, List<KubeObject> volumes) {
    public Found {
      objects = List.copyOf(objects);
      definitions = List.copyOf(definitions);
      volumes = List.copyOf(volumes);
    }

    public boolean isEmpty() {
      return objects.isEmpty() && definitions.isEmpty() && volumes.isEmpty();
    }
  }

  public Removal(KubeApi api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  /**
   * Looks at what is there, and changes nothing.
   *
   * @throws Failure where Helm has installed it
   */
  public Found find() {
    for (KubeObject set : list(STATEFUL_SET, PART_OF)) {
      Tree metadata = new Tree(set.tree()).at("metadata");
      if (metadata.at("labels", Chart.OWNER_LABEL).text().equals("Helm")) {
        throw Failure.failed(
            "the control plane in the namespace %s is the Helm release '%s': use helm uninstall"
                .formatted(
                    namespace, metadata.at("annotations", "meta.helm.sh/release-name").text()));
      }
    }
    List<KubeObject> objects = new ArrayList<>();
    for (Kind kind : KINDS) {
      list(kind, OURS).stream()
          .filter(object -> kind.isNamespaced() || object.name().equals(NAME + "-" + namespace))
          .forEach(objects::add);
    }
    return new Found(objects, list(DEFINITION, PART_OF), list(VOLUME, VOLUME_OF));
  }

  /**
   * Whether others need the definitions: namespaces with a control plane, beside this one.
   *
   * @return in the order of the API server
   */
  public List<String> others() {
    List<String> others = new ArrayList<>();
    api.eachMetadata(
        collection(new Kind(STATEFUL_SET.apiVersion(), STATEFUL_SET.name(), false), PART_OF),
        set -> others.add(set.at("metadata", "namespace").text()));
    others.remove(namespace);
    return others;
  }

  /** Deletes one after the other; what has gone meanwhile is passed over. */
  public void delete(List<KubeObject> objects, boolean isDryRun, Consumer<KubeObject> each) {
    for (KubeObject object : objects) {
      if (api.delete(object, isDryRun)) {
        each.accept(object);
      }
    }
  }

  private List<KubeObject> list(Kind kind, String labels) {
    List<KubeObject> found = new ArrayList<>();
    api.each(
        collection(kind, labels),
        object -> {
          Map<String, Object> tree = new LinkedHashMap<>(object.map());
          tree.put("apiVersion", kind.apiVersion());
          tree.put("kind", kind.name());
          found.add(new KubeObject(tree));
        });
    return found;
  }

  private String collection(Kind kind, String labels) {
    return KubeObject.collection(
            kind.apiVersion(),
            kind.isNamespaced() ? namespace : "",
            CustomResources.plural(kind.name()))
        + "?labelSelector="
        + URLEncoder.encode(labels, UTF_8);
  }
}

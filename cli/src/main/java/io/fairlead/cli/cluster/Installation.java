package io.fairlead.cli.cluster;

import io.fairlead.cli.cluster.Applied.Outcome;
import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings objects into a cluster, and tells of each what became of it. */
public final class Installation {

  private final KubeApi api;
  private final boolean isDryRun;

  public Installation(KubeApi api, boolean isDryRun) {
    this.api = api;
    this.isDryRun = isDryRun;
  }

  /**
   * @param each is told of one after the other
   * @throws Failure where Helm has installed them: two owners would undo each other's work
   */
  public List<Applied> apply(List<KubeObject> objects, Consumer<Applied> each) {
    refuseWhatHelmOwns(objects);
    List<Applied> all = new ArrayList<>();
    for (KubeObject object : objects) {
      Applied applied = new Applied(object, apply(object));
      all.add(applied);
      each.accept(applied);
    }
    return List.copyOf(all);
  }

  private void refuseWhatHelmOwns(List<KubeObject> objects) {
    for (KubeObject object : objects) {
      if (object.kind().equals("StatefulSet")) {
        Tree metadata = api.find(object.path()).orElse(Tree.EMPTY).at("metadata");
        if (metadata.at("labels", Chart.OWNER_LABEL).text().equals("Helm")) {
          throw Failure.failed(
              "the control plane in the namespace %s is the Helm release '%s': change it by helm"
                  .formatted(
                      object.namespace(),
                      metadata.at("annotations", "meta.helm.sh/release-name").text()));
        }
      }
    }
  }

  private Outcome apply(KubeObject object) {
    Optional<Tree> before = api.find(object.path());
    if (before.isEmpty()
        && isDryRun
        && !object.namespace().isEmpty()
        && isNamespaceMissing(object)) {
      return Outcome.CREATED;
    }
    if (before.isPresent() && isForeignDefinition(object, before.get())) {
      return Outcome.LEFT;
    }
    Tree after = api.apply(object, isDryRun);
    return before.isEmpty()
        ? Outcome.CREATED
        : content(before.get()).equals(content(after)) ? Outcome.UNCHANGED : Outcome.CONFIGURED;
  }

  private boolean isNamespaceMissing(KubeObject object) {
    return api.find(Chart.namespace(object.namespace()).path()).isEmpty();
  }

  /** Istio's own definitions serve the same kinds; whoever installed them keeps them. */
  private static boolean isForeignDefinition(KubeObject object, Tree before) {
    return object.kind().equals("CustomResourceDefinition") && !isOurs(before);
  }

  static boolean isOurs(Tree object) {
    return object.at("metadata", "labels", "app.kubernetes.io/part-of").text().equals("fairlead");
  }

  /** An object without what each write changes, a dry one too. */
  private static Map<String, Object> content(Tree object) {
    Map<String, Object> metadata = object.at("metadata").map();
    List.of("managedFields", "resourceVersion", "generation").forEach(metadata::remove);
    Map<String, Object> content = object.map();
    content.put("metadata", metadata);
    return content;
  }
}

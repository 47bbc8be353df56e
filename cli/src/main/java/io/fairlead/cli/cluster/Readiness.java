package io.fairlead.cli.cluster;

import io.fairlead.cli.tree.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until what was applied works. */
public final class Readiness {

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

  private final KubeApi api;
  private final List<KubeObject> objects;

  public Readiness(KubeApi api, List<KubeObject> objects) {
    this.api = api;
    this.objects = List.copyOf(objects);
  }

  /** What is still missing after this time at most: a sentence each, none where all is ready. */
  public List<String> await(Duration patience) {
    long begin = System.nanoTime();
    List<String> missing = missing();
    while (!missing.isEmpty()
        && System.nanoTime() - begin < patience.toNanos()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE);
      missing = missing();
    }
    return missing;
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (KubeObject object : objects) {
      Tree now = api.find(object.path()).orElse(Tree.EMPTY);
      switch (object.kind()) {
        case "CustomResourceDefinition" -> {
          if (!isEstablished(now)) {
            missing.add(object.title() + " is not served yet");
          }
        }
        case "StatefulSet" -> {
          if (!isReady(now)) {
            missing.add(object.title() + " has no ready pod" + pods(object));
          }
        }
        case "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration" -> {
          if (!hasRoot(now)) {
            missing.add(object.title() + " has no root certificate of the control plane yet");
          }
        }
        default -> {}
      }
    }
    return missing;
  }

  static boolean isEstablished(Tree definition) {
    return definition
        .at("status", "conditions")
        .with("type", "Established")
        .filter(condition -> condition.at("status").text().equals("True"))
        .isPresent();
  }

  static boolean isReady(Tree statefulSet) {
    Tree status = statefulSet.at("status");
    return status.at("readyReplicas").number() > 0
        && status.at("observedGeneration").number()
            >= statefulSet.at("metadata", "generation").number();
  }

  static boolean hasRoot(Tree webhooks) {
    return webhooks.at("webhooks").list().stream()
        .noneMatch(webhook -> webhook.at("clientConfig", "caBundle").text().isEmpty());
  }

  /** Why its pods are not: what the kubelet says of their containers. */
  private String pods(KubeObject set) {
    List<String> reasons = new ArrayList<>();
    String pods =
        KubeObject.collection("v1", set.namespace(), "pods")
            + "?labelSelector=app.kubernetes.io/name%3D"
            + set.name();
    api.each(
        pods,
        pod -> {
          for (Tree container : pod.at("status", "containerStatuses").list()) {
            String reason = container.at("state", "waiting", "reason").text();
            if (!reason.isEmpty()) {
              reasons.add(container.at("name").text() + " of " + name(pod) + ": " + reason);
            }
          }
          pod.at("status", "conditions")
              .with("type", "PodScheduled")
              .filter(condition -> condition.at("status").text().equals("False"))
              .ifPresent(
                  condition -> reasons.add(name(pod) + ": " + condition.at("message").text()));
        });
    return reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")";
  }

  private static String name(Tree object) {
    return object.at("metadata", "name").text();
  }
}

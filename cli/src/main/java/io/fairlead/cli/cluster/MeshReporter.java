package io.fairlead.cli.cluster;

import io.fairlead.cli.cluster.MeshReport.Definition;
import io.fairlead.cli.cluster.MeshReport.Known;
import io.fairlead.cli.cluster.MeshReport.Members;
import io.fairlead.cli.cluster.MeshReport.Plane;
import io.fairlead.cli.cluster.MeshReport.Refused;
import io.fairlead.cli.cluster.MeshReport.Webhook;
import io.fairlead.cli.tree.Tree;
import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.crd.CustomResources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads of an API server how the mesh does. */
public final class MeshReporter {

  private static final String PLANES =
      "/apis/apps/v1/statefulsets?labelSelector=app.kubernetes.io/name%3Dfairlead-control-plane";
  private static final String OURS = "?labelSelector=app.kubernetes.io/part-of%3Dfairlead";
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String WEBHOOKS = "/apis/admissionregistration.k8s.io/v1/";
  private static final String IN_MESH = "?labelSelector=security.istio.io/tlsMode%3Distio";
  private static final String REVISION = "istio.io/rev";

  private final KubeApi api;

  public MeshReporter(KubeApi api) {
    this.api = api;
  }

  public MeshReport read() {
    List<Plane> planes = new ArrayList<>();
    api.each(PLANES, set -> planes.add(plane(set)));
    List<Definition> definitions = CustomResources.kinds().stream().map(this::definition).toList();
    return new MeshReport(
        planes, clusters(planes), definitions, webhooks(), members(), refused(definitions));
  }

  private static Plane plane(Tree set) {
    String image =
        set.at("spec", "template", "spec", "containers")
            .with("name", "control-plane")
            .orElse(Tree.EMPTY)
            .at("image")
            .text();
    return new Plane(
        namespace(set), name(set), label(set, REVISION), image, Readiness.isReady(set));
  }

  private List<Known> clusters(List<Plane> planes) {
    List<Known> clusters = new ArrayList<>();
    for (Plane plane : planes) {
      String path =
          KubeObject.collection("v1", plane.namespace(), "configmaps") + "/" + plane.name();
      Tree sources =
          settings(api.find(path).orElse(Tree.EMPTY).at("data").map()).at("sources", "kubernetes");
      Set<String> looked = new HashSet<>();
      for (Tree source : sources.list()) {
        clusters.add(new Known(source.at("cluster").text(), "settings", true));
        looked.add(source.at("remoteSecrets").text());
      }
      String secrets =
          KubeObject.collection("v1", plane.namespace(), "secrets")
              + "?labelSelector="
              + RemoteKubeconfig.LABEL
              + "%3Dtrue";
      api.each(
          secrets,
          secret -> {
            for (String cluster : secret.at("data").map().keySet()) {
              String place = "Secret " + namespace(secret) + "/" + name(secret);
              clusters.add(new Known(cluster, place, looked.contains(plane.namespace())));
            }
          });
    }
    return clusters;
  }

  private static Tree settings(Map<String, Object> files) {
    try {
      return Tree.parse(String.valueOf(files.getOrDefault("control-plane.yaml", "")));
    } catch (IllegalArgumentException e) {
      return Tree.EMPTY;
    }
  }

  private Definition definition(Kind kind) {
    String name = CustomResources.plural(kind) + "." + kind.group();
    Tree found = api.find(DEFINITIONS + "/" + name).orElse(Tree.EMPTY);
    List<String> versions =
        Readiness.isEstablished(found)
            ? found.at("spec", "versions").list().stream()
                .filter(version -> version.at("served").isTrue())
                .map(version -> version.at("name").text())
                .toList()
            : List.of();
    return new Definition(name, versions, Installation.isOurs(found));
  }

  private List<Webhook> webhooks() {
    List<Webhook> webhooks = new ArrayList<>();
    for (String sort : List.of("validating", "mutating")) {
      api.each(
          WEBHOOKS + sort + "webhookconfigurations" + OURS,
          found ->
              webhooks.add(
                  new Webhook(sort, name(found), policies(found), Readiness.hasRoot(found))));
    }
    return webhooks;
  }

  private static String policies(Tree webhooks) {
    return String.join(
        ",",
        webhooks.at("webhooks").list().stream()
            .map(webhook -> webhook.at("failurePolicy").text())
            .distinct()
            .toList());
  }

  private List<Members> members() {
    Map<String, Integer> pods = new TreeMap<>();
    Map<String, String> revisions = new TreeMap<>();
    api.eachMetadata(
        "/api/v1/namespaces",
        namespace -> {
          String revision = label(namespace, REVISION);
          if (!revision.isEmpty()) {
            revisions.put(name(namespace), revision);
          } else if (label(namespace, "istio-injection").equals("enabled")) {
            revisions.put(name(namespace), "default");
          }
        });
    api.eachMetadata("/api/v1/pods" + IN_MESH, pod -> pods.merge(namespace(pod), 1, Integer::sum));
    Set<String> names = new TreeSet<>(pods.keySet());
    names.addAll(revisions.keySet());
    return names.stream()
        .map(
            name -> new Members(name, revisions.getOrDefault(name, ""), pods.getOrDefault(name, 0)))
        .toList();
  }

  /** Of the kinds that are served: what the condition Accepted says of their resources. */
  private List<Refused> refused(List<Definition> definitions) {
    List<Refused> refused = new ArrayList<>();
    for (Kind kind : CustomResources.kinds()) {
      String plural = CustomResources.plural(kind);
      boolean isServed =
          definitions.stream()
              .filter(Definition::isServed)
              .anyMatch(d -> d.name().equals(plural + "." + kind.group()));
      if (isServed) {
        api.each(
            "/apis/" + kind.apiVersion() + "/" + plural,
            resource ->
                resource
                    .at("status", "conditions")
                    .with("type", "Accepted")
                    .filter(condition -> condition.at("status").text().equals("False"))
                    .ifPresent(
                        condition ->
                            refused.add(
                                new Refused(
                                    kind.name(),
                                    namespace(resource) + "/" + name(resource),
                                    condition.at("message").text()))));
      }
    }
    return refused;
  }

  private static String name(Tree object) {
    return object.at("metadata", "name").text();
  }

  private static String namespace(Tree object) {
    return object.at("metadata", "namespace").text();
  }

  private static String label(Tree object, String label) {
    return object.at("metadata", "labels", label).text();
  }
}

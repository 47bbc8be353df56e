package io.fairlead.cli.cluster;

import io.fairlead.cli.cluster.MeshReport.Definition;
import io.fairlead.cli.cluster.MeshReport.Known;
import io.fairlead.cli.cluster.MeshReport.Members;
import io.fairlead.cli.cluster.MeshReport.Plane;
import io.fairlead.cli.cluster.MeshReport.Refused;
import io.fairlead.cli.cluster.MeshReport.Webhook;
import io.fairlead.cli.output.Table;
import io.fairlead.istioconfig.Excerpt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report on a mesh, for people and for programs. */
public final class MeshReportText {

  private static final int MAX_MESSAGE = 1_000;

  private MeshReportText() {}

  /** Tables; of the definitions only what is not as it should be. */
  public static String of(MeshReport report) {
    StringBuilder out = new StringBuilder();
    if (report.planes().isEmpty()) {
      out.append("There is no control plane in this cluster: see 'fairlead kube install'.\n");
    } else {
      out.append(planes(report)).append('\n').append(clusters(report));
    }
    out.append('\n').append(definitions(report));
    if (!report.webhooks().isEmpty()) {
      Table webhooks = Table.of("WEBHOOK", "NAME", "POLICY", "BELIEVED");
      for (Webhook webhook : report.webhooks()) {
        webhooks.row(webhook.sort(), webhook.name(), webhook.policy(), yes(webhook.hasRoot()));
      }
      out.append('\n').append(webhooks);
    }
    if (!report.members().isEmpty()) {
      Table members = Table.of("NAMESPACE", "INJECTS", "PODS");
      for (Members namespace : report.members()) {
        members.row(namespace.namespace(), namespace.revision(), String.valueOf(namespace.pods()));
      }
      out.append('\n').append(members);
    }
    if (!report.refused().isEmpty()) {
      out.append("\nRefused, where the last good state stays in use:\n");
      for (Refused resource : report.refused()) {
        String message = Excerpt.clean(resource.message(), MAX_MESSAGE);
        out.append("  %s %s: %s%n".formatted(resource.kind(), resource.name(), message));
      }
    }
    return out.toString();
  }

  private static Table planes(MeshReport report) {
    Table planes = Table.of("CONTROL PLANE", "NAMESPACE", "REVISION", "READY", "IMAGE");
    for (Plane plane : report.planes()) {
      planes.row(
          plane.name(), plane.namespace(), plane.revision(), yes(plane.isReady()), plane.image());
    }
    return planes;
  }

  private static Table clusters(MeshReport report) {
    Table clusters = Table.of("CLUSTER", "NAMED BY", "READ");
    for (Known cluster : report.clusters()) {
      clusters.row(
          cluster.name(),
          cluster.namedBy(),
          cluster.isRead() ? "yes" : "no: install with --remote-clusters");
    }
    return clusters;
  }

  private static String definitions(MeshReport report) {
    long ours = report.definitions().stream().filter(d -> d.isServed() && d.isOurs()).count();
    long others = report.definitions().stream().filter(d -> d.isServed() && !d.isOurs()).count();
    List<String> missing =
        report.definitions().stream().filter(d -> !d.isServed()).map(Definition::name).toList();
    String text =
        "Definitions: %d of %d served%s.%n"
            .formatted(
                ours + others,
                report.definitions().size(),
                others == 0 ? "" : ", %d of them somebody else's".formatted(others));
    return missing.isEmpty() ? text : text + "Missing: " + String.join(", ", missing) + "\n";
  }

  private static String yes(boolean is) {
    return is ? "yes" : "no";
  }

  public static Map<String, Object> tree(MeshReport report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("good", report.isGood());
    tree.put("controlPlanes", report.planes().stream().map(MeshReportText::tree).toList());
    tree.put("clusters", report.clusters().stream().map(MeshReportText::tree).toList());
    tree.put("definitions", report.definitions().stream().map(MeshReportText::tree).toList());
    tree.put("webhooks", report.webhooks().stream().map(MeshReportText::tree).toList());
    tree.put("namespaces", report.members().stream().map(MeshReportText::tree).toList());
    tree.put("refused", report.refused().stream().map(MeshReportText::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(Plane plane) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", plane.name());
    tree.put("namespace", plane.namespace());
    tree.put("revision", plane.revision());
    tree.put("image", plane.image());
    tree.put("ready", plane.isReady());
    return tree;
  }

  private static Map<String, Object> tree(Known cluster) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", cluster.name());
    tree.put("namedBy", cluster.namedBy());
    tree.put("read", cluster.isRead());
    return tree;
  }

  private static Map<String, Object> tree(Definition definition) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", definition.name());
    tree.put("versions", definition.versions());
    tree.put("ours", definition.isOurs());
    return tree;
  }

  private static Map<String, Object> tree(Webhook webhook) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("sort", webhook.sort());
    tree.put("name", webhook.name());
    tree.put("policy", webhook.policy());
    tree.put("believed", webhook.hasRoot());
    return tree;
  }

  private static Map<String, Object> tree(Members members) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("namespace", members.namespace());
    tree.put("injects", members.revision());
    tree.put("pods", members.pods());
    return tree;
  }

  private static Map<String, Object> tree(Refused refused) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", refused.kind());
    tree.put("name", refused.name());
    tree.put("message", refused.message());
    return tree;
  }
}

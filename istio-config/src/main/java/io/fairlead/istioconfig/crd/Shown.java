package io.fairlead.istioconfig.crd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What kubectl calls a kind in short, and which columns it shows of its resources. */
final class Shown {

  private static final Map<String, List<String>> SHORT_NAMES =
      Map.of(
          "ServiceEntry", List.of("se"),
          "WorkloadEntry", List.of("we"),
          "WorkloadGroup", List.of("wg"),
          "PeerAuthentication", List.of("pa"),
          "VirtualService", List.of("vs"),
          "DestinationRule", List.of("dr"),
          "Gateway", List.of("gw"),
          "AuthorizationPolicy", List.of("ap"),
          "RequestAuthentication", List.of("ra"));

  private static final Map<String, List<Column>> COLUMNS =
      Map.of(
          "ServiceEntry",
          List.of(
              new Column("Hosts", ".spec.hosts"),
              new Column("Location", ".spec.location"),
              new Column("Resolution", ".spec.resolution")),
          "WorkloadEntry",
          List.of(new Column("Address", ".spec.address")),
          "VirtualService",
          List.of(new Column("Gateways", ".spec.gateways"), new Column("Hosts", ".spec.hosts")),
          "DestinationRule",
          List.of(new Column("Host", ".spec.host")),
          "PeerAuthentication",
          List.of(new Column("Mode", ".spec.mtls.mode")),
          "AuthorizationPolicy",
          List.of(new Column("Action", ".spec.action")));

  private record Column(String name, String path) {}

  private Shown() {}

  static List<String> shortNames(String kind) {
    return SHORT_NAMES.getOrDefault(kind, List.of());
  }

  static List<Object> columns(String kind) {
    List<Object> columns = new ArrayList<>();
    for (Column column : COLUMNS.getOrDefault(kind, List.of())) {
      columns.add(tree(column.name(), "string", column.path()));
    }
    columns.add(tree("Accepted", "string", ".status.conditions[?(@.type==\"Accepted\")].status"));
    columns.add(tree("Age", "date", ".metadata.creationTimestamp"));
    return columns;
  }

  private static Map<String, Object> tree(String name, String type, String path) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("name", name);
    column.put("type", type);
    column.put("jsonPath", path);
    return column;
  }
}

package io.fairlead.cli.output;

import io.fairlead.api.fairlead.v1.Proxy;
import io.fairlead.api.fairlead.v1.TypeStatus;
import io.fairlead.istioconfig.Excerpt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Connected proxies for people and for programs. */
public final class ProxyText {

  private static final int MAX_ERROR = 1_000;
  private static final int MAX_REFUSED = 5;
  private static final int NODE_PARTS = 4;

  /** In the order in which a proxy gets them. */
  private static final List<String> ORDER =
      List.of("CDS", "EDS", "LDS", "RDS", "SDS", "ECDS", "NDS");

  /** What operators call the types. */
  private static final Map<String, String> SHORT =
      Map.of(
          "envoy.config.cluster.v3.Cluster", "CDS",
          "envoy.config.endpoint.v3.ClusterLoadAssignment", "EDS",
          "envoy.config.listener.v3.Listener", "LDS",
          "envoy.config.route.v3.RouteConfiguration", "RDS",
          "envoy.extensions.transport_sockets.tls.v3.Secret", "SDS",
          "envoy.config.core.v3.TypedExtensionConfig", "ECDS",
          "istio.networking.nds.v1.NameTable", "NDS");

  private ProxyText() {}

  public static String table(List<Proxy> proxies, Instant now) {
    if (proxies.isEmpty()) {
      return "No proxies are connected.\n";
    }
    List<String> types = types(proxies);
    List<String> head = new ArrayList<>(List.of("PROXY", "IDENTITY", "CONNECTED", "CAPTURED"));
    head.addAll(types);
    Table table = Table.of(head);
    StringBuilder refusals = new StringBuilder();
    for (Proxy proxy : proxies) {
      List<String> row = new ArrayList<>();
      row.add(name(proxy));
      row.add(proxy.getPrincipal());
      row.add(Times.ago(proxy.getConnected(), now));
      row.add(proxy.getCaptured() ? "yes" : "no");
      types.forEach(type -> row.add(cell(proxy, type)));
      table.row(row);
      proxy.getTypesList().forEach(type -> refusal(proxy, type).ifPresent(refusals::append));
    }
    return table + (refusals.isEmpty() ? "" : "\n" + refusals);
  }

  private static List<String> types(List<Proxy> proxies) {
    List<String> present =
        proxies.stream()
            .flatMap(proxy -> proxy.getTypesList().stream())
            .map(ProxyText::type)
            .distinct()
            .sorted()
            .toList();
    List<String> types = new ArrayList<>(ORDER);
    types.retainAll(present);
    present.stream().filter(type -> !types.contains(type)).forEach(types::add);
    return types;
  }

  private static String type(TypeStatus status) {
    String url = status.getTypeUrl();
    String name = url.substring(url.lastIndexOf('/') + 1);
    return SHORT.getOrDefault(name, name.substring(name.lastIndexOf('.') + 1));
  }

  private static String cell(Proxy proxy, String type) {
    return proxy.getTypesList().stream()
        .filter(status -> type(status).equals(type))
        .map(status -> status.getResources() + " " + verdict(status))
        .collect(Collectors.joining(", "));
  }

  private static String verdict(TypeStatus status) {
    if (!status.getLastError().isEmpty()) {
      return "nack";
    }
    return status.getAcknowledged() ? "ack" : "wait";
  }

  private static Optional<String> refusal(Proxy proxy, TypeStatus status) {
    return status.getLastError().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s refused %s (%d times so far): %s\n%s"
                .formatted(
                    name(proxy),
                    type(status),
                    status.getRejections(),
                    Excerpt.clean(status.getLastError(), MAX_ERROR),
                    refused(status)));
  }

  /** A line for each resource that the author has to look at. */
  private static String refused(TypeStatus status) {
    String lines =
        status.getRefusedList().stream()
            .sorted()
            .limit(MAX_REFUSED)
            .map(name -> "  " + Excerpt.clean(name, MAX_ERROR) + "\n")
            .collect(Collectors.joining());
    int more = status.getRefusedCount() - MAX_REFUSED;
    return more > 0 ? lines + "  and " + more + " more\n" : lines;
  }

  /** The workload's name out of a node id, which is long. */
  private static String name(Proxy proxy) {
    String[] parts = proxy.getNodeId().split("~", -1);
    return Excerpt.clean(parts.length == NODE_PARTS ? parts[2] : proxy.getNodeId(), MAX_ERROR);
  }

  public static Map<String, Object> tree(List<Proxy> proxies) {
    return Map.of("proxies", proxies.stream().map(ProxyText::tree).toList());
  }

  private static Map<String, Object> tree(Proxy proxy) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("nodeId", proxy.getNodeId());
    tree.put("principal", proxy.getPrincipal());
    tree.put("connected", Times.of(proxy.getConnected()));
    tree.put("captured", proxy.getCaptured());
    tree.put("types", proxy.getTypesList().stream().map(ProxyText::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(TypeStatus status) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("typeUrl", status.getTypeUrl());
    tree.put("resources", status.getResources());
    tree.put("acknowledged", status.getAcknowledged());
    tree.put("rejections", status.getRejections());
    tree.put("lastError", status.getLastError());
    tree.put("refused", List.copyOf(status.getRefusedList()));
    return tree;
  }
}

package io.fairlead.istioconfig;

import com.google.protobuf.Message;
import io.fairlead.api.istio.networking.v1alpha3.DestinationRule;
import io.fairlead.api.istio.networking.v1alpha3.Gateway;
import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.api.istio.networking.v1alpha3.Sidecar;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadEntry;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadGroup;
import io.fairlead.api.istio.security.v1beta1.PeerAuthentication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All kinds of Istio resources that the mesh knows of. */
public final class Kinds {

  private static final String NETWORKING = "networking.istio.io";
  private static final String SECURITY = "security.istio.io";
  private static final String EXTENSIONS = "extensions.istio.io";

  private static final List<Kind> ALL =
      List.of(
          networking("ServiceEntry", ServiceEntry.getDefaultInstance()),
          networking("WorkloadEntry", WorkloadEntry.getDefaultInstance()),
          networking("WorkloadGroup", WorkloadGroup.getDefaultInstance()),
          new Kind(
              SECURITY,
              List.of("v1", "v1beta1"),
              "PeerAuthentication",
              Optional.of(PeerAuthentication.getDefaultInstance())),
          networking("VirtualService", VirtualService.getDefaultInstance()),
          networking("DestinationRule", DestinationRule.getDefaultInstance()),
          networking("Sidecar", Sidecar.getDefaultInstance()),
          networking("Gateway", Gateway.getDefaultInstance()),
          later(NETWORKING, "EnvoyFilter", "v1alpha3"),
          later(NETWORKING, "ProxyConfig", "v1beta1"),
          later(SECURITY, "AuthorizationPolicy", "v1", "v1beta1"),
          later(SECURITY, "RequestAuthentication", "v1", "v1beta1"),
          later("telemetry.istio.io", "Telemetry", "v1", "v1alpha1"),
          later(EXTENSIONS, "WasmPlugin", "v1alpha1"),
          later(EXTENSIONS, "TrafficExtension", "v1alpha1"),
          later("core", "MeshConfig", "v1alpha1"));

  private static final Map<String, Kind> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));

  private static final Map<String, Kind> BY_MCP_TYPE =
      ALL.stream()
          .flatMap(kind -> kind.mcpTypes().stream().map(type -> Map.entry(type, kind)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private Kinds() {}

  /** The kinds that are read come first. */
  public static List<Kind> all() {
    return ALL;
  }

  public static Optional<Kind> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** By the type under which MCP asks for it: {@code group/version/Kind}, any served version. */
  public static Optional<Kind> ofMcpType(String type) {
    return Optional.ofNullable(BY_MCP_TYPE.get(type));
  }

  /** Every type of MCP over xDS: each kind in each served version. */
  public static List<String> mcpTypes() {
    return ALL.stream().flatMap(kind -> kind.mcpTypes().stream()).toList();
  }

  private static Kind networking(String name, Message prototype) {
    List<String> versions = List.of("v1", "v1beta1", "v1alpha3");
    return new Kind(NETWORKING, versions, name, Optional.of(prototype));
  }

  private static Kind later(String group, String name, String... versions) {
    return new Kind(group, Stream.of(versions).toList(), name, Optional.empty());
  }
}

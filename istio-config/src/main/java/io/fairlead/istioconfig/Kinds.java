package io.fairlead.istioconfig;

import com.google.protobuf.Message;
import io.fairlead.api.istio.extensions.v1alpha1.TrafficExtension;
import io.fairlead.api.istio.extensions.v1alpha1.WasmPlugin;
import io.fairlead.api.istio.mesh.v1alpha1.MeshConfig;
import io.fairlead.api.istio.mesh.v1alpha1.MeshNetworks;
import io.fairlead.api.istio.networking.v1alpha3.DestinationRule;
import io.fairlead.api.istio.networking.v1alpha3.EnvoyFilter;
import io.fairlead.api.istio.networking.v1alpha3.Gateway;
import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.api.istio.networking.v1alpha3.Sidecar;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadEntry;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadGroup;
import io.fairlead.api.istio.networking.v1beta1.ProxyConfig;
import io.fairlead.api.istio.security.v1beta1.AuthorizationPolicy;
import io.fairlead.api.istio.security.v1beta1.PeerAuthentication;
import io.fairlead.api.istio.security.v1beta1.RequestAuthentication;
import io.fairlead.api.istio.telemetry.v1alpha1.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All kinds of Istio resources that the mesh knows of. */
public final class Kinds {

  private static final String NETWORKING = "networking.istio.io";
  private static final String SECURITY = "security.istio.io";
  private static final String TELEMETRY = "telemetry.istio.io";
  private static final String EXTENSIONS = "extensions.istio.io";

  private static final List<Kind> ALL =
      List.of(
          networking("ServiceEntry", ServiceEntry.getDefaultInstance()),
          networking("WorkloadEntry", WorkloadEntry.getDefaultInstance()),
          networking("WorkloadGroup", WorkloadGroup.getDefaultInstance()),
          security("PeerAuthentication", PeerAuthentication.getDefaultInstance()),
          networking("VirtualService", VirtualService.getDefaultInstance()),
          networking("DestinationRule", DestinationRule.getDefaultInstance()),
          networking("Sidecar", Sidecar.getDefaultInstance()),
          networking("Gateway", Gateway.getDefaultInstance()),
          security("AuthorizationPolicy", AuthorizationPolicy.getDefaultInstance()),
          kind("core", "MeshNetworks", MeshNetworks.getDefaultInstance(), "v1alpha1"),
          kind(NETWORKING, "EnvoyFilter", EnvoyFilter.getDefaultInstance(), "v1alpha3"),
          kind(NETWORKING, "ProxyConfig", ProxyConfig.getDefaultInstance(), "v1beta1"),
          security("RequestAuthentication", RequestAuthentication.getDefaultInstance()),
          kind(TELEMETRY, "Telemetry", Telemetry.getDefaultInstance(), "v1", "v1alpha1"),
          kind(EXTENSIONS, "WasmPlugin", WasmPlugin.getDefaultInstance(), "v1alpha1"),
          kind(EXTENSIONS, "TrafficExtension", TrafficExtension.getDefaultInstance(), "v1alpha1"),
          kind("core", "MeshConfig", MeshConfig.getDefaultInstance(), "v1alpha1"));

  private static final Map<String, Kind> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));

  private static final Map<String, Kind> BY_MCP_TYPE =
      ALL.stream()
          .flatMap(kind -> kind.mcpTypes().stream().map(type -> Map.entry(type, kind)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private Kinds() {}

  /** The kinds that are translated come first. */
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
    return kind(NETWORKING, name, prototype, "v1", "v1beta1", "v1alpha3");
  }

  private static Kind security(String name, Message prototype) {
    return kind(SECURITY, name, prototype, "v1", "v1beta1");
  }

  private static Kind kind(String group, String name, Message prototype, String... versions) {
    return new Kind(group, List.of(versions), name, prototype);
  }
}

package io.fairlead.istioconfig.crd;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a descriptor does not tell and the readers ask for wherever a message stands: fields that
 * must be there, lists that must not be empty, numbers that are ports.
 */
final class Requirements {

  private static final Map<String, List<String>> REQUIRED =
      Map.ofEntries(
          Map.entry("networking.v1alpha3.ServiceEntry", List.of("hosts")),
          Map.entry("networking.v1alpha3.ServicePort", List.of("number", "name")),
          Map.entry("networking.v1alpha3.WorkloadGroup", List.of("template")),
          Map.entry("networking.v1alpha3.DestinationRule", List.of("host")),
          Map.entry("networking.v1alpha3.Subset", List.of("name")),
          Map.entry("networking.v1alpha3.TrafficPolicy.PortTrafficPolicy", List.of("port")),
          Map.entry("networking.v1alpha3.Gateway", List.of("servers")),
          Map.entry("networking.v1alpha3.Server", List.of("port", "hosts")),
          Map.entry("networking.v1alpha3.Port", List.of("number", "protocol", "name")),
          Map.entry("networking.v1alpha3.Destination", List.of("host")),
          Map.entry("networking.v1alpha3.HTTPRouteDestination", List.of("destination")),
          Map.entry("networking.v1alpha3.RouteDestination", List.of("destination")),
          Map.entry("networking.v1alpha3.HTTPMirrorPolicy", List.of("destination")),
          Map.entry("networking.v1alpha3.HTTPDirectResponse", List.of("status")),
          Map.entry("networking.v1alpha3.IstioIngressListener", List.of("port")),
          Map.entry("networking.v1alpha3.IstioEgressListener", List.of("hosts")),
          Map.entry("networking.v1alpha3.ExecHealthCheckConfig", List.of("command")),
          Map.entry("networking.v1alpha3.EnvoyFilter.EnvoyConfigObjectPatch", List.of("applyTo")),
          Map.entry("security.v1beta1.Condition", List.of("key")),
          Map.entry("security.v1beta1.JWTHeader", List.of("name")),
          Map.entry("security.v1beta1.ClaimToHeader", List.of("header", "claim")),
          Map.entry("telemetry.v1alpha1.ProviderRef", List.of("name")),
          Map.entry("type.v1beta1.PolicyTargetReference", List.of("kind", "name")),
          Map.entry("extensions.v1alpha1.WasmPlugin", List.of("url")),
          Map.entry("extensions.v1alpha1.WasmConfig", List.of("url")),
          Map.entry("extensions.v1alpha1.LuaConfig", List.of("inlineCode")),
          Map.entry("extensions.v1alpha1.EnvVar", List.of("name")));

  private static final Set<String> PORTS =
      Set.of("port", "number", "target_port", "port_number", "destination_port");

  private static final String PREFIX = "istio.";

  private Requirements() {}

  /** JSON names of the fields that must be there. */
  static List<String> of(Descriptor message) {
    return REQUIRED.getOrDefault(shortened(message), List.of());
  }

  /** How many messages have such fields. */
  static int messages() {
    return REQUIRED.size();
  }

  /** Whether a list that must be there must also hold something. */
  static boolean isFilled(FieldDescriptor field) {
    return field.isRepeated() && of(field.getContainingType()).contains(field.getJsonName());
  }

  static boolean isPort(FieldDescriptor field) {
    return isUnsigned(field) && PORTS.contains(field.getName());
  }

  /** Ports by name, as WorkloadEntry has them. */
  static boolean holdsPorts(FieldDescriptor map) {
    return map.getName().equals("ports") && isUnsigned(map.getMessageType().findFieldByNumber(2));
  }

  private static boolean isUnsigned(FieldDescriptor field) {
    return field.getType() == FieldDescriptor.Type.UINT32;
  }

  private static String shortened(Descriptor message) {
    String name = message.getFullName();
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }
}

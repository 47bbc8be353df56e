package io.fairlead.istioconfig.read;

import com.google.protobuf.Message;
import io.fairlead.api.istio.mesh.v1alpha1.MeshConfig;
import io.fairlead.api.istio.mesh.v1alpha1.MeshNetworks;
import io.fairlead.api.istio.networking.v1alpha3.DestinationRule;
import io.fairlead.api.istio.networking.v1alpha3.Gateway;
import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.api.istio.networking.v1alpha3.Sidecar;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadEntry;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadGroup;
import io.fairlead.api.istio.security.v1beta1.AuthorizationPolicy;
import io.fairlead.api.istio.security.v1beta1.PeerAuthentication;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import java.util.List;
import java.util.Optional;

/** Reads any resource into model values: total, so that nobody downstream meets an unset field. */
public final class ResourceReader {

  private ResourceReader() {}

  /** At most one declaration; none where there are errors. */
  public static Parsed<Declaration> read(IstioResource resource) {
    Findings findings = new Findings(resource);
    Optional<Declaration> declaration = declaration(resource, findings);
    List<Declaration> values = findings.hasErrors() ? List.of() : declaration.stream().toList();
    return new Parsed<>(values, findings.all());
  }

  private static Optional<Declaration> declaration(IstioResource resource, Findings findings) {
    Message spec = resource.spec();
    if (!hasAnnotations(spec)) {
      OurAnnotations.refuse(resource, findings);
    }
    return switch (spec) {
      case ServiceEntry entry -> ServiceEntryReader.read(resource.name(), entry, findings);
      case WorkloadEntry entry -> WorkloadEntryReader.read(resource.name(), entry, findings);
      case WorkloadGroup group -> WorkloadGroupReader.read(resource.name(), group, findings);
      case PeerAuthentication policy -> PeerAuthenticationReader.read(resource, policy, findings);
      case AuthorizationPolicy policy -> AuthorizationPolicyReader.read(resource, policy, findings);
      case Sidecar sidecar -> SidecarReader.read(resource, sidecar, findings);
      case DestinationRule rule -> DestinationRuleReader.read(resource, rule, findings);
      case VirtualService routes -> VirtualServiceReader.read(resource, routes, findings);
      case Gateway gateway -> GatewayReader.read(resource, gateway, findings);
      case MeshNetworks networks -> MeshNetworksReader.read(resource.name(), networks, findings);
      case MeshConfig config -> MeshConfigReader.read(resource.name(), config, findings);
      default -> {
        UntranslatedKinds.refuse(resource, spec, findings);
        yield Optional.empty();
      }
    };
  }

  /** Whether the kind says something in annotations of ours. */
  private static boolean hasAnnotations(Message spec) {
    return spec instanceof Sidecar
        || spec instanceof DestinationRule
        || spec instanceof VirtualService
        || spec instanceof Gateway;
  }
}

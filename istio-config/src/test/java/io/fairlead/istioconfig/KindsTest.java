package io.fairlead.istioconfig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KindsTest {

  @Test
  void everyMcpTypeLeadsBackToItsKind() {
    assertThat(Kinds.mcpTypes()).doesNotHaveDuplicates().hasSize(35);
    for (String type : Kinds.mcpTypes()) {
      Kind kind = Kinds.ofMcpType(type).orElseThrow();
      assertThat(type).startsWith(kind.group() + "/").endsWith("/" + kind.name());
    }
  }

  @Test
  void theTypesThatIstiodAsksForAreKnown() {
    assertThat(Kinds.mcpTypes())
        .contains(
            "core/v1alpha1/MeshConfig",
            "networking.istio.io/v1/DestinationRule",
            "networking.istio.io/v1/Gateway",
            "networking.istio.io/v1/ServiceEntry",
            "networking.istio.io/v1/Sidecar",
            "networking.istio.io/v1/VirtualService",
            "networking.istio.io/v1/WorkloadEntry",
            "networking.istio.io/v1/WorkloadGroup",
            "networking.istio.io/v1alpha3/EnvoyFilter",
            "networking.istio.io/v1beta1/ProxyConfig",
            "security.istio.io/v1/AuthorizationPolicy",
            "security.istio.io/v1/PeerAuthentication",
            "security.istio.io/v1/RequestAuthentication",
            "telemetry.istio.io/v1/Telemetry",
            "extensions.istio.io/v1alpha1/WasmPlugin",
            "extensions.istio.io/v1alpha1/TrafficExtension",
            "networking.istio.io/v1alpha3/ServiceEntry");
  }

  @Test
  void aKindIsServedInItsOwnGroupAndVersionsOnly() {
    Kind kind = Kinds.named("PeerAuthentication").orElseThrow();
    assertThat(kind.isServedAs("security.istio.io/v1")).isTrue();
    assertThat(kind.isServedAs("security.istio.io/v1beta1")).isTrue();
    assertThat(kind.isServedAs("security.istio.io/v1alpha1")).isFalse();
    assertThat(kind.isServedAs("networking.istio.io/v1")).isFalse();
    assertThat(kind.apiVersion()).isEqualTo("security.istio.io/v1");
  }
}

package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.MeshState;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Placement;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.ProxyTraits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The network of a proxy tells it apart only while something stands between networks. */
class NetworksTest {

  private final CountingCache cache = new CountingCache();
  private final Translator translator = new Translator(cache);
  private final MeshState mesh = mesh("10.3.9.1");

  @Test
  void proxiesOfAllNetworksAreOneWhereNothingStandsBetweenThem() {
    assertThat(traits(mesh, "east")).isEqualTo(traits(mesh, "west"));
    assertThat(traits(joined(mesh), "east")).isNotEqualTo(traits(joined(mesh), "west"));
  }

  @Test
  void aGatewayIsInItsNetworkWhereItPassesOn() {
    MeshState passing =
        IstioRules.with(
            mesh,
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: east-west, namespace: demo}
            spec:
              servers: [{port: {number: 15443, name: tls, protocol: TLS}, hosts: ["*"], tls: {mode: AUTO_PASSTHROUGH}}]
            """);
    Interception edge = new Interception.Edge();
    assertThat(traits(passing, "east", edge)).isNotEqualTo(traits(passing, "west", edge));
    assertThat(traits(passing, "east")).isEqualTo(traits(passing, "west"));
  }

  @Test
  void anEntranceThatMovesTouchesOnlyWhatLiesBehindIt() {
    MeshState before = joined(mesh);
    Outbound old = translator.outbound(MeshView.of(before), traits(before, "east"));
    cache.built();

    MeshState after = joined(mesh("10.3.9.2"));
    Outbound now = translator.next(old, MeshView.of(before).at(after), traits(after, "east"));

    assertThat(cache.built())
        .containsExactlyInAnyOrder(
            "ClusterLoadAssignment outbound|80||far.mesh",
            "ClusterLoadAssignment outbound|15443||edge.west.mesh");
    assertThat(now.resources().clusters()).isSameAs(old.resources().clusters());
    assertThat(now.resources().listeners()).isSameAs(old.resources().listeners());
  }

  private static MeshState mesh(String entrance) {
    return MeshYaml.mesh(
        """
        services:
        - {host: near.mesh, ports: ["http:80/HTTP"], endpoints: [{address: 10.0.0.1, network: east}]}
        - {host: far.mesh, ports: ["http:80/HTTP"], endpoints: [{address: 10.1.0.1, network: west}]}
        - {host: edge.west.mesh, ports: ["tls:15443/TLS"], endpoints: [%s]}
        workloads:
        - {name: demo/far, addresses: [10.1.0.1], account: far, network: west}
        """
            .formatted(entrance));
  }

  private static MeshState joined(MeshState mesh) {
    return IstioRules.with(
        mesh,
        """
        apiVersion: core/v1alpha1
        kind: MeshNetworks
        metadata: {name: default, namespace: demo}
        spec: {networks: {west: {gateways: [{registryServiceName: edge.west.mesh, port: 15443}]}}}
        """);
  }

  private static ProxyTraits traits(MeshState mesh, String network) {
    return traits(mesh, network, new Interception.Redirect());
  }

  private static ProxyTraits traits(MeshState mesh, String network, Interception interception) {
    return ProxyTraits.of(
        mesh,
        new Proxy(
            "sidecar~10.0.0.9~client.demo~demo.svc",
            new Proxy.Identity("demo", "client"),
            List.of("10.0.0.9"),
            Labels.NONE,
            new Placement(network, Locality.UNKNOWN),
            interception));
  }
}

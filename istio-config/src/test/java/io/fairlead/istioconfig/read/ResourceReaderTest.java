package io.fairlead.istioconfig.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.PeerAuthentication;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServicePort;
import io.fairlead.model.workload.WorkloadGroup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceReaderTest {

  @Test
  void aServiceEntryIsOneServiceForEachHost() {
    List<Service> services =
        services(
            "{hosts: [a.mesh, B.mesh], ports: [{number: 80, name: http, targetPort: 8080}],"
                + " location: MESH_INTERNAL, exportTo: [x]}");
    assertThat(services).extracting(s -> s.host().value()).containsExactly("a.mesh", "b.mesh");
    assertThat(services.getFirst().ports())
        .containsExactly(new ServicePort(80, "http", Protocol.HTTP, 8080));
    assertThat(services.getFirst().exportTo()).containsExactly("x");
    assertThat(services.getFirst().discovery().isExternal()).isFalse();
  }

  @Test
  void whatIsNotSaidIsExternalAndWithoutResolution() {
    Service service = services("{hosts: [a.mesh], ports: [{number: 80, name: http}]}").getFirst();
    assertThat(service.discovery().isExternal()).isTrue();
    assertThat(service.discovery().resolution()).isEqualTo(Resolution.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "http, 80, HTTP",
    "http-web, 80, HTTP",
    "http2-web, 80, HTTP2",
    "grpc, 80, GRPC",
    "grpc-web-ui, 80, GRPC_WEB",
    "grpc-api, 80, GRPC",
    "https, 443, HTTPS",
    "tls-x, 443, TLS",
    "tcp-raw, 9000, TCP",
    "mongo, 1, MONGO",
    "redis-cache, 6379, TCP",
    "web, 80, AUTO",
    "httpx, 80, AUTO",
    "mail, 25, TCP",
    "database, 3306, TCP"
  })
  void aPortWithoutProtocolIsReadByItsName(String name, int number, Protocol expected) {
    String spec = "{hosts: [a.mesh], ports: [{number: %d, name: %s}]}".formatted(number, name);
    assertThat(services(spec).getFirst().ports().getFirst().protocol()).isEqualTo(expected);
  }

  @Test
  void labelsTellNetworkAndLocalityWhereTheFieldsDoNot() {
    Endpoint endpoint =
        services(
                "{hosts: [a.mesh], ports: [{number: 80, name: http}], resolution: STATIC,"
                    + " endpoints: [{address: 10.0.0.1, labels:"
                    + " {topology.istio.io/network: east, istio-locality: r.z.s}}]}")
            .getFirst()
            .discovery()
            .endpoints()
            .getFirst();
    assertThat(endpoint.placement()).isEqualTo(new Placement("east", Locality.parse("r/z/s")));
    assertThat(endpoint.weight()).isEqualTo(1);
  }

  @Test
  void aGroupWithoutAccountHasTheDefaultOneAndItsMetadataWins() {
    Declaration.Group group =
        (Declaration.Group)
            one(
                "networking.istio.io/v1",
                "WorkloadGroup",
                "{metadata: {labels: {app: web}}, template: {labels: {app: x, tier: front}}}");
    WorkloadGroup read = group.group();
    assertThat(read.serviceAccount()).isEqualTo("default");
    assertThat(read.labels()).isEqualTo(new Labels(Map.of("app", "web", "tier", "front")));
  }

  @Test
  void anUnsetModeIsInherited() {
    assertThat(modes("{}").byPort()).isEmpty();
    assertThat(modes("{mtls: {mode: UNSET}}").byPort()).isEmpty();
    PeerAuthentication.Modes modes =
        modes(
            "{selector: {matchLabels: {a: b}}, mtls: {mode: STRICT},"
                + " portLevelMtls: {80: {mode: UNSET}, 81: {mode: DISABLE}}}");
    assertThat(modes.workload()).hasValue(MtlsMode.STRICT);
    assertThat(modes.port(80)).isEmpty();
    assertThat(modes.port(81)).hasValue(MtlsMode.DISABLE);
  }

  @Test
  void aPolicyKeepsTheTimeOfItsCreation() {
    Declaration.Policy policy =
        (Declaration.Policy) one("security.istio.io/v1", "PeerAuthentication", "{}");
    assertThat(policy.policy().created()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
  }

  private static PeerAuthentication.Modes modes(String spec) {
    return ((Declaration.Policy) one("security.istio.io/v1", "PeerAuthentication", spec))
        .policy()
        .modes();
  }

  private static List<Service> services(String spec) {
    return ((Declaration.Services) one("networking.istio.io/v1", "ServiceEntry", spec)).services();
  }

  private static Declaration one(String apiVersion, String kind, String spec) {
    String metadata = "{name: a, namespace: demo, creationTimestamp: \"2026-11-22T10:00:00Z\"}";
    String text =
        "apiVersion: %s\nkind: %s\nmetadata: %s\nspec: %s\n"
            .formatted(apiVersion, kind, metadata, spec);
    Parsed<IstioResource> resources = IstioYaml.read("f.yaml", text);
    assertThat(resources.problems()).isEmpty();
    Parsed<Declaration> parsed = ResourceReader.read(resources.values().getFirst());
    assertThat(parsed.problems()).isEmpty();
    return parsed.values().getFirst();
  }
}

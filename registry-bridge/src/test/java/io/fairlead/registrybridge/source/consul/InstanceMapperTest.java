package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServicePort;
import io.fairlead.registrybridge.source.SourceSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstanceMapperTest {

  private static InstanceMapper mapper(boolean includeWarning) {
    return new InstanceMapper(
        new SourceSettings.Mapping("dc1", "consul", "service.consul", includeWarning, false));
  }

  private static InstanceMapper.Mapped map(ConsulInstance... instances) {
    return mapper(true).map("web", List.of(instances));
  }

  private static Service service(ConsulInstance... instances) {
    return map(instances).service().orElseThrow();
  }

  private static List<Endpoint> endpoints(ConsulInstance... instances) {
    return service(instances).discovery().endpoints();
  }

  @Test
  void namesTheServiceAfterItsHost() {
    Service service = service(Instances.of("a", "10.0.0.1", 80, Map.of()));
    assertThat(service.host()).hasToString("web.service.consul");
    assertThat(service.resource()).hasToString("consul/web.service.consul");
  }

  @Test
  void takesTheNodesAddressWhereTheServiceHasNone() {
    assertThat(endpoints(Instances.of("a", "", 80, Map.of())))
        .extracting(Endpoint::address)
        .containsExactly("10.9.9.9");
  }

  @Test
  void takesThePortOfMostInstancesAndNotesTheOthers() {
    Service service =
        service(
            Instances.of("a", "10.0.0.1", 81, Map.of()),
            Instances.of("b", "10.0.0.2", 80, Map.of()),
            Instances.of("c", "10.0.0.3", 80, Map.of()));
    assertThat(service.ports()).containsExactly(ServicePort.of(80, "tcp", Protocol.TCP));
    assertThat(service.discovery().endpoints())
        .extracting(Endpoint::ports)
        .containsExactly(Map.of("tcp", 81), Map.of(), Map.of());
  }

  @Test
  void keepsPortsAndProtocolWhileEveryInstanceIsCritical() {
    Service service =
        service(Instances.of("a", "10.0.0.1", 80, Map.of("protocol", "http"), "critical"));
    assertThat(service.ports()).containsExactly(ServicePort.of(80, "http", Protocol.HTTP));
    assertThat(service.discovery().endpoints()).isEmpty();
  }

  @Test
  void takesAWarningInstanceOnlyWhereThatIsWanted() {
    ConsulInstance warned = Instances.of("a", "10.0.0.1", 80, Map.of(), "warning");
    assertThat(endpoints(warned)).hasSize(1);
    Service strict = mapper(false).map("web", List.of(warned)).service().orElseThrow();
    assertThat(strict.discovery().endpoints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "protocol, http, HTTP",
    "protocol, GRPC, GRPC",
    "port-name, http2-api, HTTP2",
    "version, v1, TCP"
  })
  void readsTheProtocolFromMeta(String key, String value, Protocol protocol) {
    Service service = service(Instances.of("a", "10.0.0.1", 80, Map.of(key, value)));
    assertThat(service.ports().getFirst().protocol()).isEqualTo(protocol);
  }

  @Test
  void readsTheProtocolFromATag() {
    ConsulInstance tagged =
        new ConsulInstance(
            new ConsulInstance.Node("n1", "10.0.0.1"),
            "a",
            new ConsulInstance.Registration("", 80, List.of("x", "protocol=grpc"), Map.of(), ""),
            List.of());
    assertThat(service(tagged).ports().getFirst().protocol()).isEqualTo(Protocol.GRPC);
  }

  @Test
  void tellsOfAProtocolThatNobodyKnows() {
    InstanceMapper.Mapped mapped =
        map(Instances.of("a", "10.0.0.1", 80, Map.of("protocol", "gopher")));
    assertThat(mapped.problems())
        .singleElement()
        .asString()
        .contains("instance a on n1", "'gopher'", "use http");
  }

  @Test
  void labelsAnEndpointWithItsMeta() {
    Map<String, String> meta = Map.of("version", "v2", "owner", "not a label!", "team", "a");
    assertThat(endpoints(Instances.of("a", "10.0.0.1", 80, meta)).getFirst().labels().values())
        .isEqualTo(Map.of("app", "web", "version", "v2", "team", "a"));
  }

  @Test
  void neverTakesIdentityFromMeta() {
    InstanceMapper.Mapped mapped =
        map(Instances.of("a", "10.0.0.1", 80, Map.of("security.istio.io/tlsMode", "istio")));
    Endpoint endpoint = mapped.service().orElseThrow().discovery().endpoints().getFirst();
    assertThat(endpoint.labels().values()).containsOnlyKeys("app");
    assertThat(endpoint.serviceAccount()).isEmpty();
    assertThat(mapped.problems()).singleElement().asString().contains("identity");
  }

  @ParameterizedTest
  @CsvSource({
    "169.254.169.254, 80, link-local",
    "db.internal, 80, not an IP address",
    "127.0.0.1, 80, loopback",
    "10.0.0.9, 0, port 0",
    "10.0.0.9, 70000, port 70000"
  })
  void leavesAPoisonedInstanceOutAndKeepsTheRest(String address, int port, String sentence) {
    InstanceMapper.Mapped mapped =
        map(
            Instances.of("bad", address, port, Map.of()),
            Instances.of("good", "10.0.0.1", 80, Map.of()));
    assertThat(mapped.service().orElseThrow().discovery().endpoints())
        .extracting(Endpoint::address)
        .containsExactly("10.0.0.1");
    assertThat(mapped.problems())
        .singleElement()
        .asString()
        .contains("service web, instance bad on n1", sentence);
  }

  @Test
  void refusesANameThatNobodyCouldCall() {
    InstanceMapper.Mapped mapped =
        mapper(true).map("my_web", List.of(Instances.of("a", "10.0.0.1", 80, Map.of())));
    assertThat(mapped.service()).isEmpty();
    assertThat(mapped.problems()).singleElement().asString().contains("my_web", "DNS label");
  }

  @Test
  void leavesConsulsOwnProxiesOut() {
    ConsulInstance proxy =
        new ConsulInstance(
            new ConsulInstance.Node("n1", "10.0.0.1"),
            "a",
            new ConsulInstance.Registration("", 80, List.of(), Map.of(), "connect-proxy"),
            List.of());
    assertThat(map(proxy)).isEqualTo(InstanceMapper.Mapped.NOTHING);
  }

  @Test
  void makesOneEndpointOfOneAddressAndPort() {
    assertThat(
            endpoints(
                Instances.of("a", "2001:db8::1", 80, Map.of()),
                Instances.of("b", "2001:DB8:0::1", 80, Map.of())))
        .hasSize(1);
  }

  @Test
  void doesNotDependOnTheOrderOfInstances() {
    ConsulInstance one = Instances.of("a", "10.0.0.1", 80, Map.of());
    ConsulInstance two = Instances.of("b", "10.0.0.2", 81, Map.of());
    assertThat(map(one, two)).isEqualTo(map(two, one));
  }
}

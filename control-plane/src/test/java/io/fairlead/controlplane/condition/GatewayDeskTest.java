package io.fairlead.controlplane.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.caller.Secret;
import io.fairlead.controlplane.credential.Credential;
import io.fairlead.controlplane.credential.Credentials;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Condition;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Status;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Told;
import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Placement;
import io.fairlead.model.workload.Workload;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayDeskTest {

  private static final ResourceId GATEWAY =
      new ResourceId("Gateway", new ResourceName("shop", "edge"));
  private static final Condition ACCEPTED = new Condition("Accepted", true, "Accepted", "");
  private static final Condition RESOLVED = new Condition("ResolvedRefs", true, "ResolvedRefs", "");
  private static final Condition PROGRAMMED = new Condition("Programmed", true, "Programmed", "");

  private SharedMap<ResourceId, Told> source = SharedMap.sorted();
  private MeshState mesh = MeshState.empty(MeshSettings.STANDARD);
  private Credentials credentials = Credentials.NONE;
  private final GatewayDesk desk =
      new GatewayDesk(
          new GatewayFacts(() -> source, () -> credentials), () -> mesh, InstantSource.system());

  @Test
  void tellsOnceHowAResourceStands() {
    gateway("10.0.0.1");
    assertThat(next().addresses()).containsExactly("10.0.0.1");
    desk.told(desk.next().orElseThrow());
    desk.look();
    assertThat(desk.next()).isEmpty();
  }

  @Test
  void aGatewayWithoutAProxyIsNotProgrammed() {
    gateway();
    assertThat(next().programmed())
        .extracting(Condition::isTrue, Condition::reason)
        .containsExactly(false, "AddressNotAssigned");
  }

  @Test
  void aHostThatJoinsAsAProxyIsAnAddressUntilItLeaves() {
    gateway();
    proxy("edge", "10.0.0.9");
    assertThat(next().addresses()).containsExactly("10.0.0.9");
    assertThat(next().programmed().isTrue()).isTrue();
    desk.told(desk.next().orElseThrow());
    mesh = MeshState.empty(MeshSettings.STANDARD);
    assertThat(next().addresses()).isEmpty();
  }

  @Test
  void aProxyOfAnotherGatewayIsNoAddress() {
    gateway();
    proxy("other", "10.0.0.9");
    assertThat(next().addresses()).isEmpty();
  }

  @Test
  void whatItsAuthorAsksForMustBeThere() {
    tell(
        new Status.OfGateway(
            ACCEPTED, PROGRAMMED, List.of(), List.of("10.0.0.7"), List.of("10.0.0.1")));
    assertThat(next().programmed().reason()).isEqualTo("AddressNotUsable");
  }

  @Test
  void aListenerWithoutItsCertificateIsNotProgrammedUntilItIsHeld() {
    ResourceName www = new ResourceName("certs", "www");
    gateway(
        new Status.OfListener("www", List.of(), 0, List.of(RESOLVED, PROGRAMMED), List.of(www)));
    assertThat(listener())
        .extracting(Condition::isTrue, Condition::reason)
        .containsExactly(tuple(false, "InvalidCertificateRef"), tuple(false, "Invalid"));
    assertThat(listener().getFirst().message()).contains("holds no certificate certs/www: put");
    desk.told(desk.next().orElseThrow());
    hold(www);
    assertThat(listener()).containsExactly(RESOLVED, PROGRAMMED);
  }

  @Test
  void aListenerWithOneOfItsCertificatesIsProgrammed() {
    ResourceName rsa = new ResourceName("shop", "rsa");
    ResourceName ecdsa = new ResourceName("shop", "ecdsa");
    gateway(
        new Status.OfListener(
            "www", List.of(), 0, List.of(RESOLVED, PROGRAMMED), List.of(rsa, ecdsa)));
    hold(ecdsa);
    assertThat(listener()).extracting(Condition::isTrue).containsExactly(false, true);
  }

  private List<Condition> listener() {
    return next().listeners().getFirst().conditions();
  }

  private void hold(ResourceName name) {
    credentials =
        new Credentials(Map.of(name, new Credential("chain", new Secret("key"), "")), Map.of());
  }

  private void gateway(Status.OfListener listener) {
    tell(
        new Status.OfGateway(
            ACCEPTED, PROGRAMMED, List.of(listener), List.of(), List.of("10.0.0.1")));
  }

  private void tell(Status.OfGateway status) {
    source = source.plus(GATEWAY, new Told(GATEWAY, "v1", 1, status));
  }

  private Status.OfGateway next() {
    desk.look();
    return (Status.OfGateway) desk.next().orElseThrow().told().status();
  }

  private void gateway(String... addresses) {
    tell(new Status.OfGateway(ACCEPTED, PROGRAMMED, List.of(), List.of(), List.of(addresses)));
  }

  private void proxy(String gateway, String address) {
    ResourceName name = new ResourceName("shop", "vm-1");
    mesh =
        mesh.with(
            new Workload(
                name,
                List.of(address),
                new Workload.Membership("", "edge"),
                Labels.of("gateway.networking.k8s.io/gateway-name", gateway),
                new Placement("", Locality.UNKNOWN),
                Workload.Status.OF_POD));
  }
}

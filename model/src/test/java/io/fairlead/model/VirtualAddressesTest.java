package io.fairlead.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VirtualAddressesTest {

  private static final Service WEB = service("demo/web", "web.demo.mesh");

  @Test
  void anAddressFollowsFromTheHostAlone() {
    VirtualAddresses alone = VirtualAddresses.empty().replacing(null, WEB);
    VirtualAddresses crowded = VirtualAddresses.empty();
    for (int i = 0; i < 100; i++) {
      crowded = crowded.replacing(null, service("demo/s" + i, "s" + i + ".demo.mesh"));
    }
    assertThat(crowded.replacing(null, WEB).of(WEB)).isEqualTo(alone.of(WEB));
    assertThat(alone.of(WEB)).hasValue("240.240.175.86");
  }

  @Test
  void twoDeclarationsOfOneHostShareTheAddress() {
    Service other = service("shop/web", "web.demo.mesh");
    VirtualAddresses both = VirtualAddresses.empty().replacing(null, WEB).replacing(null, other);
    assertThat(both.of(other)).isPresent().isEqualTo(both.of(WEB));
  }

  @Test
  void theAddressStaysWhileAnyDeclarationOfTheHostLives() {
    Service other = service("shop/web", "web.demo.mesh");
    VirtualAddresses both = VirtualAddresses.empty().replacing(null, WEB).replacing(null, other);
    assertThat(both.replacing(other, null).of(WEB)).isPresent().isEqualTo(both.of(WEB));
    assertThat(both.replacing(other, withAddress(other)).of(WEB)).isEqualTo(both.of(WEB));
  }

  @Test
  void theAddressIsFreeOnceTheLastDeclarationIsGone() {
    VirtualAddresses addresses = VirtualAddresses.empty().replacing(null, WEB);
    assertThat(addresses.replacing(WEB, null)).isEqualTo(VirtualAddresses.empty());
  }

  @Test
  void declaringAnAddressGivesTheVirtualOneBack() {
    VirtualAddresses addresses =
        VirtualAddresses.empty().replacing(null, WEB).replacing(WEB, withAddress(WEB));
    assertThat(addresses).isEqualTo(VirtualAddresses.empty());
    assertThat(addresses.of(withAddress(WEB))).isEmpty();
  }

  @Test
  void wildcardsHaveNoAddress() {
    Service wildcard = service("demo/all", "*.demo.mesh");
    assertThat(VirtualAddresses.empty().replacing(null, wildcard).of(wildcard)).isEmpty();
  }

  @Test
  void noTwoHostsShareAnAddressThoughManyCollide() {
    List<Service> services =
        IntStream.range(0, 20_000).mapToObj(i -> service("demo/s" + i, "s" + i + ".mesh")).toList();
    VirtualAddresses addresses = VirtualAddresses.empty();
    for (Service service : services) {
      addresses = addresses.replacing(null, service);
    }
    Set<String> given = new HashSet<>();
    for (Service service : services) {
      assertThat(given.add(addresses.of(service).orElseThrow())).as("%s", service.host()).isTrue();
    }
  }

  @Test
  void hostsBeyondTheLastAddressGoWithout() {
    VirtualAddresses addresses = VirtualAddresses.empty();
    for (int i = 0; i < 65_534; i++) {
      addresses = addresses.replacing(null, service("demo/s" + i, "s" + i + ".mesh"));
    }
    addresses = addresses.replacing(null, WEB);
    assertThat(addresses.of(WEB)).isEmpty();
    assertThat(addresses.of(service("demo/s65533", "s65533.mesh"))).isPresent();
  }

  private static Service service(String resource, String host) {
    return new Service(
        ResourceName.parse(resource),
        ServiceHost.parse(host),
        List.of(),
        List.of(),
        Discovery.of(List.of()),
        List.of());
  }

  private static Service withAddress(Service service) {
    return new Service(
        service.resource(),
        service.host(),
        List.of("10.1.2.3"),
        service.ports(),
        service.discovery(),
        service.exportTo());
  }
}

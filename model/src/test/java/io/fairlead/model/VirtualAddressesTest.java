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

  private static final int COUNT = 100;
  private static final Service WEB = service("demo/web", "web.demo.mesh");

  @Test
  void anAddressFollowsFromTheHostAlone() {
    VirtualAddresses alone = VirtualAddresses.empty().replacing(null, WEB);
    VirtualAddresses crowded = VirtualAddresses.empty();
    for (int i = 0; i < 100; i++) {
      crowded = crowded.replacing(null, service("demo/s" + i, "s" + i + ".demo.mesh"));
    }
    assertThat(crowded.replacing(null, WEB).of(WEB)).isEqualTo(alone.of(WEB));
    assertThat(alone.of(WEB)).hasValue("247.157.128.245");
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
  void everyAddressIsOneOfTheBlockAndOfAHost() {
    VirtualAddresses addresses = VirtualAddresses.empty();
    for (int i = 0; i < 5_000; i++) {
      Service service = service("demo/s" + i, "s" + i + ".mesh");
      addresses = addresses.replacing(null, service);
      String[] octets = addresses.of(service).orElseThrow().split("\\.");
      assertThat(Integer.parseInt(octets[0])).isBetween(240, 247);
      assertThat(Integer.parseInt(octets[3])).isBetween(1, 254);
    }
  }

  @Test
  void whomANewcomerMovesIsTold() {
    Service greater = service("demo/web", "web.mesh");
    Service smaller = collidingWith(greater);
    VirtualAddresses alone = VirtualAddresses.within(COUNT).replacing(null, greater);
    VirtualAddresses both = alone.replacing(null, smaller);

    assertThat(both.of(smaller)).isEqualTo(alone.of(greater));
    assertThat(both.of(greater)).isPresent().isNotEqualTo(alone.of(greater));
    assertThat(both.changedSince(alone)).containsExactlyInAnyOrder(smaller.host(), greater.host());
    assertThat(both.replacing(smaller, null)).isEqualTo(alone);
  }

  @Test
  void aSecondDeclarationOfAHostChangesNoAddress() {
    VirtualAddresses one = VirtualAddresses.empty().replacing(null, WEB);
    VirtualAddresses two = one.replacing(null, service("shop/web", "web.demo.mesh"));
    assertThat(two.changedSince(one)).isEmpty();
  }

  /** A service of a smaller host that begins at the same address. */
  private static Service collidingWith(Service other) {
    HostSlots slots = HostSlots.of(COUNT);
    return IntStream.range(0, 100 * COUNT)
        .mapToObj(i -> service("demo/a" + i, "a" + i + ".mesh"))
        .filter(service -> slots.home(service.host()) == slots.home(other.host()))
        .findFirst()
        .orElseThrow();
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

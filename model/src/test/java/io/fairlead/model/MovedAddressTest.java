package io.fairlead.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovedAddressTest {

  private record Pair(ServiceHost smaller, ServiceHost greater) {}

  /** Two hosts that begin at one address: among so many names there are some. */
  private static Pair colliding() {
    HostSlots slots = VirtualAddresses.empty().slots();
    Map<Integer, ServiceHost> homes = new HashMap<>();
    for (int i = 100_000; i < 200_000; i++) {
      ServiceHost host = ServiceHost.parse("s" + i + ".mesh");
      ServiceHost earlier = homes.putIfAbsent(slots.home(host), host);
      if (earlier != null) {
        return new Pair(earlier, host);
      }
    }
    throw new AssertionError("no two of 100,000 hosts collide");
  }

  private static Service service(ServiceHost host) {
    return new Service(
        new ResourceName("demo", host.value()),
        host,
        List.of(),
        List.of(),
        Discovery.of(List.of()),
        List.of());
  }

  @Test
  void aServiceDiffersWhenAnotherOneTakesItsAddress() {
    Pair pair = colliding();
    Service moved = service(pair.greater());
    Service newcomer = service(pair.smaller());
    MeshState before = MeshState.empty(MeshSettings.STANDARD).with(moved);
    MeshState after = before.with(newcomer);

    assertThat(after.virtualAddress(newcomer)).isEqualTo(before.virtualAddress(moved));
    assertThat(after.virtualAddress(moved)).isNotEqualTo(before.virtualAddress(moved));
    assertThat(after.virtualAddressesChangedSince(before))
        .containsExactlyInAnyOrder(pair.smaller(), pair.greater());
    assertThat(MeshDifference.between(before, after).services())
        .containsExactlyInAnyOrder(moved.key(), newcomer.key());
    assertThat(MeshDifference.between(after, after.without(newcomer.key())).services())
        .containsExactlyInAnyOrder(moved.key(), newcomer.key());
  }

  @Test
  void equalMeshesOfDifferentHistoriesHaveEqualAddresses() {
    Pair pair = colliding();
    Service one = service(pair.smaller());
    Service other = service(pair.greater());
    MeshState empty = MeshState.empty(MeshSettings.STANDARD);
    MeshState here = empty.with(one).with(other);
    MeshState there = empty.with(other).with(one).without(other.key()).with(other);

    assertThat(here.virtualAddress(one)).isPresent().isEqualTo(there.virtualAddress(one));
    assertThat(here.virtualAddress(other)).isPresent().isEqualTo(there.virtualAddress(other));
  }
}

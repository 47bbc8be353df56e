package io.fairlead.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.model.service.ServiceHost;
import io.fairlead.testing.Cases;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HostSlotsTest {

  private static ServiceHost host(int number) {
    return ServiceHost.parse("s" + number + ".shop.mesh");
  }

  /** What the hosts come to one after the other, the smallest first. */
  private static HostSlots inOrder(int count, Collection<ServiceHost> hosts) {
    HostSlots slots = HostSlots.of(count);
    for (ServiceHost host : new TreeSet<>(hosts)) {
      slots = slots.with(host);
    }
    return slots;
  }

  @Test
  void theHostsAloneDecideWhateverTheOrderInWhichTheyCameAndWent() {
    Cases.check(
        2_000,
        (random, seed) -> {
          int count = random.nextInt(3, 40);
          Set<ServiceHost> hosts = new TreeSet<>();
          HostSlots slots = HostSlots.of(count);
          for (int step = 0; step < 120; step++) {
            ServiceHost host = host(random.nextInt(2 * count));
            if (hosts.contains(host)) {
              hosts.remove(host);
              slots = slots.without(host);
            } else if (hosts.size() < count) {
              hosts.add(host);
              slots = slots.with(host);
            }
          }
          assertThat(slots).isEqualTo(inOrder(count, hosts));
          assertThat(new TreeSet<>(slots.bySlot().values())).isEqualTo(hosts);
        });
  }

  @Test
  void aFullTableIsStillInOrderAndLetsGoOfEachHost() {
    HostSlots full = HostSlots.of(16);
    for (int i = 0; i < 16; i++) {
      full = full.with(host(i));
    }
    for (int i = 0; i < 16; i++) {
      HostSlots again = full.without(host(i)).with(host(i));
      assertThat(again).isEqualTo(full);
    }
  }

  @Test
  void aHostWithoutASlotLeftIsAnError() {
    HostSlots full = HostSlots.of(1).with(host(1));
    assertThatThrownBy(() -> full.with(host(2))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theSmallestOfCollidingHostsIsWhereItBegins() {
    HostSlots slots = inOrder(8, Set.of(host(1), host(2), host(3), host(4), host(5), host(6)));
    ServiceHost smallest = host(1);
    assertThat(slots.slot(smallest)).hasValue(slots.home(smallest));
  }

  @Test
  void aChangeMovesOnlyWhoStandsInItsWay() {
    HostSlots slots = HostSlots.of(1 << 20);
    int moved = 0;
    for (int i = 0; i < 10_000; i++) {
      HostSlots next = slots.with(host(i));
      Collection<ServiceHost> changed = next.changedSince(slots);
      assertThat(changed).contains(host(i));
      moved += changed.size() - 1;
      slots = next;
    }
    // Half of the collisions that 10,000 of 1,048,576 make: about 24 are to be expected.
    assertThat(moved).isBetween(1, 60);
    for (int i = 0; i < 10_000; i += 97) {
      assertThat(slots.without(host(i)).changedSince(slots)).contains(host(i)).hasSizeLessThan(4);
    }
  }
}

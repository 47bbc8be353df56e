package io.fairlead.model;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.model.service.ServiceHost;
import java.util.Collection;
import java.util.Optional;

/**
 * Gives each host one of {@code count} slots so that the hosts alone decide who has which, whatever
 * the order in which they came and went: an ordered hash table. A host begins at the slot that its
 * name hashes to and goes on to the next one as long as a smaller host is there.
 */
record HostSlots(
    int count, SharedMap<ServiceHost, Integer> byHost, SharedMap<Integer, ServiceHost> bySlot) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  static HostSlots of(int count) {
    return new HostSlots(count, SharedMap.hashed(), SharedMap.hashed());
  }

  Optional<Integer> slot(ServiceHost host) {
    return Optional.ofNullable(byHost.get(host));
  }

  /** The hosts that have another slot than before, or none now, or had none. */
  Collection<ServiceHost> changedSince(HostSlots before) {
    return SharedMap.changes(before.byHost, byHost).stream().map(Change::key).toList();
  }

  /** With a host; the greater ones in its way move on. */
  HostSlots with(ServiceHost newcomer) {
    if (byHost.containsKey(newcomer)) {
      return this;
    }
    if (byHost.size() == count) {
      throw new IllegalStateException("there are more hosts than the " + count + " slots");
    }
    HostSlots next = this;
    ServiceHost moving = newcomer;
    int slot = home(newcomer);
    for (ServiceHost there = bySlot.get(slot); there != null; there = bySlot.get(slot)) {
      if (moving.compareTo(there) < 0) {
        next = next.placing(moving, slot);
        moving = there;
      }
      slot = after(slot);
    }
    return next.placing(moving, slot);
  }

  /** Without a host; those that went past its slot for its sake come back. */
  HostSlots without(ServiceHost gone) {
    Integer slot = byHost.get(gone);
    if (slot == null) {
      return this;
    }
    HostSlots next = new HostSlots(count, byHost.minus(gone), bySlot);
    int free = slot;
    Optional<ServiceHost> heir = next.heir(free);
    while (heir.isPresent()) {
      int left = next.byHost.getOrDefault(heir.get(), free);
      next = next.placing(heir.get(), free);
      free = left;
      heir = next.heir(free);
    }
    return new HostSlots(count, next.byHost, next.bySlot.minus(free));
  }

  /** The smallest of the hosts that went past a slot, which is the one that it belongs to. */
  private Optional<ServiceHost> heir(int free) {
    Optional<ServiceHost> smallest = Optional.empty();
    int slot = after(free);
    for (ServiceHost there = bySlot.get(slot);
        there != null && slot != free;
        there = bySlot.get(slot)) {
      boolean wentPast = distance(home(there), slot) >= distance(free, slot);
      if (wentPast && (smallest.isEmpty() || there.compareTo(smallest.get()) < 0)) {
        smallest = Optional.of(there);
      }
      slot = after(slot);
    }
    return smallest;
  }

  private HostSlots placing(ServiceHost host, int slot) {
    return new HostSlots(count, byHost.plus(host, slot), bySlot.plus(slot, host));
  }

  private int after(int slot) {
    return (slot + 1) % count;
  }

  private int distance(int from, int to) {
    return Math.floorMod(to - from, count);
  }

  /** FNV-1a: stable across releases and machines, which hashCode promises to nobody. */
  int home(ServiceHost host) {
    long hash = FNV_OFFSET;
    String text = host.value();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 32), count);
  }
}

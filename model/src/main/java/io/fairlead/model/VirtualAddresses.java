package io.fairlead.model;

import io.fairlead.collections.SharedMap;
import io.fairlead.collections.SharedSet;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of 240.0.0.0/5 for services that are known by name only. They follow from the set of
 * hosts, so that replicas and restarts agree whatever they have seen before (ADR 0014).
 * Declarations of one host share its address, which is free again when the last of them is gone.
 *
 * @param users the declarations that keep a host's address
 */
record VirtualAddresses(SharedMap<ServiceHost, SharedSet<Service.Key>> users, HostSlots slots) {

  /** Last octets run from 1 to 254: there is software that takes 0 and 255 for networks. */
  private static final int PER_BLOCK = 254;

  private static final int BLOCKS = 1 << 19;
  private static final int FIRST_OCTET = 240;

  private static final VirtualAddresses EMPTY = within(BLOCKS * PER_BLOCK);

  static VirtualAddresses empty() {
    return EMPTY;
  }

  /** Of the first {@code count} addresses only. */
  static VirtualAddresses within(int count) {
    return new VirtualAddresses(SharedMap.hashed(), HostSlots.of(count));
  }

  Optional<String> of(Service service) {
    return needsOne(service)
        ? slots.slot(service.host()).map(VirtualAddresses::text)
        : Optional.empty();
  }

  private static String text(int slot) {
    int block = slot / PER_BLOCK;
    return (FIRST_OCTET + (block >>> 16))
        + "."
        + (block >>> 8 & 0xff)
        + "."
        + (block & 0xff)
        + "."
        + (1 + slot % PER_BLOCK);
  }

  /** The hosts whose address came, went or moved; the last because another host came or went. */
  Collection<ServiceHost> changedSince(VirtualAddresses before) {
    return slots.changedSince(before.slots);
  }

  /** The two are one declaration, before and after a change. */
  VirtualAddresses replacing(@Nullable Service before, @Nullable Service after) {
    VirtualAddresses next = this;
    if (before != null && (after == null || !needsOne(after))) {
      next = next.without(before.key());
    }
    return after != null && needsOne(after) ? next.with(after.key()) : next;
  }

  private static boolean needsOne(Service service) {
    return service.addresses().isEmpty() && !service.host().isWildcard();
  }

  private VirtualAddresses with(Service.Key user) {
    SharedSet<Service.Key> known = users.getOrDefault(user.host(), SharedSet.hashed());
    return known.contains(user)
        ? this
        : new VirtualAddresses(users.plus(user.host(), known.plus(user)), slots.with(user.host()));
  }

  private VirtualAddresses without(Service.Key user) {
    SharedSet<Service.Key> known = users.get(user.host());
    if (known == null) {
      return this;
    }
    SharedSet<Service.Key> rest = known.minus(user);
    return rest.isEmpty()
        ? new VirtualAddresses(users.minus(user.host()), slots.without(user.host()))
        : new VirtualAddresses(users.plus(user.host(), rest), slots);
  }
}

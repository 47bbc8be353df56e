package io.fairlead.model;

import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * Addresses of 240.240.0.0/16 for services that are known by name only, as Istio allocates them. An
 * address follows from the host's name, so that replicas and restarts agree; hosts that collide
 * take the next free address and keep it while they live. Declarations of one host share its
 * address, which is free again when the last of them is gone.
 */
record VirtualAddresses(PMap<ServiceHost, Allocation> byHost, PMap<Integer, ServiceHost> byNumber) {

  private static final int FIRST = 1;
  private static final int COUNT = 65_534;
  private static final int BYTE = 256;

  /** An address and the declarations that keep it. */
  record Allocation(int number, PSet<Service.Key> users) {}

  static VirtualAddresses empty() {
    return new VirtualAddresses(HashTreePMap.empty(), HashTreePMap.empty());
  }

  Optional<String> of(Service service) {
    Allocation allocation = byHost.get(service.host());
    return allocation == null || !needsOne(service)
        ? Optional.empty()
        : Optional.of("240.240." + allocation.number() / BYTE + "." + allocation.number() % BYTE);
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
    Allocation current = byHost.get(user.host());
    if (current != null) {
      return current.users().contains(user)
          ? this
          : using(user.host(), new Allocation(current.number(), current.users().plus(user)));
    }
    if (byHost.size() == COUNT) {
      return this;
    }
    int number = FIRST + Math.floorMod(spread(user.host().value()), COUNT);
    while (byNumber.containsKey(number)) {
      number = FIRST + number % COUNT;
    }
    return new VirtualAddresses(
        byHost.plus(user.host(), new Allocation(number, HashTreePSet.singleton(user))),
        byNumber.plus(number, user.host()));
  }

  private VirtualAddresses without(Service.Key user) {
    Allocation current = byHost.get(user.host());
    if (current == null) {
      return this;
    }
    PSet<Service.Key> rest = current.users().minus(user);
    return rest.isEmpty()
        ? new VirtualAddresses(byHost.minus(user.host()), byNumber.minus(current.number()))
        : using(user.host(), new Allocation(current.number(), rest));
  }

  private VirtualAddresses using(ServiceHost host, Allocation allocation) {
    return new VirtualAddresses(byHost.plus(host, allocation), byNumber);
  }

  /** FNV-1a: stable across releases and machines, which hashCode promises to nobody. */
  private static int spread(String text) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x01000193;
    }
    return hash ^ (hash >>> 15);
  }
}

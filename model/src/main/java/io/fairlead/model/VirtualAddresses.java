package io.fairlead.model;

import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Addresses of 240.240.0.0/16 for services that are known by name only, as Istio allocates them. An
 * address follows from the host's name, so that replicas and restarts agree; hosts that collide
 * take the next free address and keep it while they live.
 */
record VirtualAddresses(PMap<ServiceHost, Integer> byHost, PMap<Integer, ServiceHost> byNumber) {

  private static final int FIRST = 1;
  private static final int COUNT = 65_534;
  private static final int BYTE = 256;

  static VirtualAddresses empty() {
    return new VirtualAddresses(HashTreePMap.empty(), HashTreePMap.empty());
  }

  Optional<String> of(Service service) {
    Integer number = byHost.get(service.host());
    return number == null || !needsOne(service)
        ? Optional.empty()
        : Optional.of("240.240." + number / BYTE + "." + number % BYTE);
  }

  VirtualAddresses replacing(@Nullable Service before, @Nullable Service after) {
    VirtualAddresses next = this;
    if (before != null && (after == null || !needsOne(after))) {
      next = next.without(before.host());
    }
    return after != null && needsOne(after) ? next.with(after.host()) : next;
  }

  private static boolean needsOne(Service service) {
    return service.addresses().isEmpty() && !service.host().isWildcard();
  }

  private VirtualAddresses with(ServiceHost host) {
    if (byHost.containsKey(host) || byHost.size() == COUNT) {
      return this;
    }
    int number = FIRST + Math.floorMod(spread(host.value()), COUNT);
    while (byNumber.containsKey(number)) {
      number = FIRST + number % COUNT;
    }
    return new VirtualAddresses(byHost.plus(host, number), byNumber.plus(number, host));
  }

  private VirtualAddresses without(ServiceHost host) {
    Integer number = byHost.get(host);
    return number == null ? this : new VirtualAddresses(byHost.minus(host), byNumber.minus(number));
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

package io.fairlead.translation;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.scope.Callee;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.SeenRules;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who is called on which port: brought on with each service that comes, goes or changes. */
final class CalledPorts {

  private final SeenRules rules;
  private final Set<Integer> touched = new TreeSet<>();
  private SharedMap<Integer, SharedMap<ServiceHost, Callee>> ports;

  CalledPorts(SharedMap<Integer, SharedMap<ServiceHost, Callee>> before, SeenRules rules) {
    this.ports = before;
    this.rules = rules;
  }

  SharedMap<Integer, SharedMap<ServiceHost, Callee>> ports() {
    return ports;
  }

  /** The ports on which something may be planned otherwise. */
  Set<Integer> touched() {
    return touched;
  }

  void touch(int port) {
    touched.add(port);
  }

  void touchAll() {
    touched.addAll(ports.keys());
  }

  SharedMap<ServiceHost, Callee> at(int port) {
    SharedMap<ServiceHost, Callee> found = ports.get(port);
    return found == null ? SharedMap.sorted() : found;
  }

  void leave(Callee callee) {
    for (ServicePort port : callee.ports()) {
      int number = port.number();
      if (at(number).containsKey(callee.host())) {
        SharedMap<ServiceHost, Callee> rest = at(number).minus(callee.host());
        ports = rest.isEmpty() ? ports.minus(number) : ports.plus(number, rest);
        touched.add(number);
      }
    }
  }

  void enter(Callee callee) {
    for (ServicePort port : callee.ports()) {
      int number = port.number();
      Optional<Callee> seen = rules.on(number, callee);
      if (seen.isPresent()) {
        ports = ports.plus(number, at(number).plus(callee.host(), seen.get()));
        touched.add(number);
      }
    }
  }

  /** A Sidecar may show the same services on other ports. */
  void divideAnew(Scope scope) {
    touchAll();
    ports = SharedMap.sorted();
    scope.services().values().forEach(service -> enter(service.callee()));
  }
}

package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewaySpecAddress;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * A Gateway of ours, read.
 *
 * @param asked addresses that its author wants
 * @param grants namespaces whose grants were asked for
 */
record OwnGateway(
    RouteTitle title,
    List<OwnListener> listeners,
    List<String> asked,
    List<Problem> problems,
    Set<String> grants) {

  private static final String NOT_VALID = "ListenersNotValid";

  OwnGateway {
    listeners = List.copyOf(listeners);
    asked = List.copyOf(asked);
    problems = List.copyOf(problems);
    grants = Set.copyOf(grants);
  }

  static OwnGateway of(Gateway gateway, Backends.Lookup lookup) {
    List<BoundListener> bound = BoundListener.of(gateway);
    List<OwnListener> listeners = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Set<String> grants = new TreeSet<>();
    for (BoundListener listener : bound) {
      Findings findings = new Findings();
      listeners.add(
          new ServerWriter(gateway.getSpec(), lookup, findings)
              .write(listener, Conflicts.of(listener, bound)));
      problems.addAll(findings.problems());
      grants.addAll(findings.grants());
    }
    return new OwnGateway(
        RouteTitle.of(gateway),
        listeners,
        gateway.getSpec().getAddresses().stream()
            .map(GatewaySpecAddress::getValue)
            .map(Text::of)
            .filter(value -> !value.isEmpty())
            .toList(),
        problems,
        grants);
  }

  List<BoundListener> bound() {
    return listeners.stream().map(OwnListener::bound).toList();
  }

  Status.OfGateway status(ToIntFunction<ResourceName> attached, List<String> addresses) {
    long served = listeners.stream().filter(one -> one.server().isPresent()).count();
    return new Status.OfGateway(
        accepted(served),
        served > 0
            ? Condition.good(Condition.PROGRAMMED)
            : Condition.bad(Condition.PROGRAMMED, "Invalid", "none of its listeners is served"),
        listeners.stream()
            .map(one -> one.status(attached.applyAsInt(one.bound().istioName())))
            .toList(),
        asked,
        addresses);
  }

  private Condition accepted(long served) {
    if (served == listeners.size()) {
      return Condition.good(Condition.ACCEPTED);
    }
    return new Condition(
        Condition.ACCEPTED, served > 0, NOT_VALID, "some listeners are not served; each tells why");
  }
}

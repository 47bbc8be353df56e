package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.model.ResourceName;
import java.util.List;
import java.util.function.Predicate;

/** What is told back of a resource of the Gateway API. */
public sealed interface Status {

  /** Who tells it, and whose GatewayClasses we serve. */
  String CONTROLLER = "fairlead.io/gateway-controller";

  /** Of a GatewayClass of ours. */
  record OfClass(List<Condition> conditions) implements Status {
    public OfClass {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * Of a Gateway of ours.
   *
   * @param programmed as if it had addresses
   * @param asked addresses that its author wants
   * @param addresses at which Services lead to its proxies
   */
  record OfGateway(
      Condition accepted,
      Condition programmed,
      List<OfListener> listeners,
      List<String> asked,
      List<String> addresses)
      implements Status {

    public OfGateway {
      listeners = List.copyOf(listeners);
      asked = List.copyOf(asked);
      addresses = List.copyOf(addresses);
    }

    /**
     * The same where its proxies have these addresses, which count where no Service leads there.
     */
    public OfGateway at(List<String> ofProxies) {
      List<String> found = addresses.isEmpty() ? ofProxies : addresses;
      return new OfGateway(accepted, programmed(found), listeners, asked, found);
    }

    /** The same where of all certificates these are there. */
    public OfGateway holding(Predicate<ResourceName> isHeld) {
      return new OfGateway(
          accepted,
          programmed,
          listeners.stream().map(one -> one.holding(isHeld)).toList(),
          asked,
          addresses);
    }

    private Condition programmed(List<String> found) {
      if (!programmed.isTrue()) {
        return programmed;
      }
      if (found.isEmpty()) {
        return Condition.bad(
            Condition.PROGRAMMED,
            "AddressNotAssigned",
            "no proxy serves it: start one with the label gateway.networking.k8s.io/gateway-name");
      }
      return found.containsAll(asked)
          ? programmed
          : Condition.bad(
              Condition.PROGRAMMED,
              "AddressNotUsable",
              "its proxies are at " + String.join(", ", found) + ": ask for those, or for none");
    }
  }

  /**
   * Of one listener of a Gateway.
   *
   * @param certificates that it proves itself with, as if they were all there
   */
  record OfListener(
      String name,
      List<String> supportedKinds,
      int attachedRoutes,
      List<Condition> conditions,
      List<ResourceName> certificates) {
    public OfListener {
      supportedKinds = List.copyOf(supportedKinds);
      conditions = List.copyOf(conditions);
      certificates = List.copyOf(certificates);
    }

    private OfListener holding(Predicate<ResourceName> isHeld) {
      List<ResourceName> missing =
          certificates.stream().filter(name -> !isHeld.test(name)).toList();
      return missing.isEmpty()
          ? this
          : new OfListener(
              name,
              supportedKinds,
              attachedRoutes,
              conditions.stream().map(one -> without(missing, one)).toList(),
              certificates);
    }

    private Condition without(List<ResourceName> missing, Condition condition) {
      if (condition.isTrue() && condition.type().equals(Condition.RESOLVED_REFS)) {
        return Condition.bad(
            Condition.RESOLVED_REFS,
            "InvalidCertificateRef",
            "the control plane holds no certificate %s: put tls.crt and tls.key into a directory of"
                    .formatted(missing.getFirst())
                + " credentials.files");
      }
      return condition.isTrue()
              && condition.type().equals(Condition.PROGRAMMED)
              && missing.size() == certificates.size()
          ? Condition.bad(Condition.PROGRAMMED, "Invalid", "it has no certificate to show")
          : condition;
    }
  }

  /** Of a route, as far as its parents are ours. */
  record OfRoute(List<OfParent> parents) implements Status {
    public OfRoute {
      parents = List.copyOf(parents);
    }
  }

  /** Of a route at one of its parents. */
  record OfParent(Parent parent, List<Condition> conditions) {
    public OfParent {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * Of a policy, at each Gateway and each Service for whose callers it is.
   *
   * @param ancestors those that are to be told first come first
   */
  record OfPolicy(List<OfParent> ancestors) implements Status {
    public OfPolicy {
      ancestors = List.copyOf(ancestors);
    }
  }

  /** How a route names a parent, to the letter: what it leaves out is empty, or 0. */
  record Parent(
      String group, String kind, String namespace, String name, String sectionName, int port) {}
}

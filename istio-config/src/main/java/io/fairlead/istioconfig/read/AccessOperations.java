package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.security.v1beta1.Operation;
import io.fairlead.model.policy.Demand;
import io.fairlead.model.policy.Demand.TextAttribute;
import java.util.List;
import java.util.stream.Stream;

/** What an operation demands. */
final class AccessOperations {

  private AccessOperations() {}

  static List<Demand> demands(Operation operation) {
    return Stream.of(
            AccessDemands.texts(
                new TextAttribute.Host(), operation.getHostsList(), operation.getNotHostsList()),
            AccessDemands.ports(operation.getPortsList(), operation.getNotPortsList()),
            AccessDemands.texts(
                new TextAttribute.Method(),
                operation.getMethodsList(),
                operation.getNotMethodsList()),
            AccessDemands.texts(
                new TextAttribute.Path(), operation.getPathsList(), operation.getNotPathsList()))
        .flatMap(demands -> demands)
        .toList();
  }
}

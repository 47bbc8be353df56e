package io.fairlead.translation.scope;

import io.fairlead.model.MeshState;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.translation.scope.Selection.Subject;
import java.util.List;
import java.util.Optional;

/** Which Sidecar holds for a proxy. */
public final class Sidecars {

  private Sidecars() {}

  /** One with a selector first, then the namespace's, then the mesh's; none for gateways. */
  public static Optional<EgressScope> of(MeshState state, Subject subject) {
    if (subject.isGateway()) {
      return Optional.empty();
    }
    List<EgressScope> own = ordered(state, subject.namespace());
    return own.stream()
        .filter(scope -> !scope.selector().isEmpty() && subject.labels().matches(scope.selector()))
        .findFirst()
        .or(() -> forAll(own))
        .or(() -> forAll(ordered(state, state.settings().rootNamespace())));
  }

  private static List<EgressScope> ordered(MeshState state, String namespace) {
    return state.rules().egressScopes(namespace).stream().sorted(EgressScope.OLDEST_FIRST).toList();
  }

  private static Optional<EgressScope> forAll(List<EgressScope> scopes) {
    return scopes.stream().filter(scope -> scope.selector().isEmpty()).findFirst();
  }
}

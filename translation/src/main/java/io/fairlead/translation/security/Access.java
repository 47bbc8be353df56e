package io.fairlead.translation.security;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshState;
import io.fairlead.model.TrustDomains;
import io.fairlead.model.policy.AccessPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who may do what to one workload: all policies that choose it hold together. What one denies is
 * denied; where any allows something, only what one of them allows is let in.
 *
 * @param trustDomains of the mesh, which identities may call {@code cluster.local} as in Istio
 * @param denying ordered by name
 * @param allowing ordered by name
 */
public record Access(
    TrustDomains trustDomains, List<AccessPolicy> denying, List<AccessPolicy> allowing) {

  /** Where no policy says anything: everybody may do everything. */
  public static final Access FREE = new Access(TrustDomains.STANDARD, List.of(), List.of());

  public Access {
    denying = List.copyOf(denying);
    allowing = List.copyOf(allowing);
  }

  /** What holds for a workload of {@code namespace} with {@code labels}. */
  public static Access of(MeshState state, String namespace, Labels labels) {
    String root = state.settings().rootNamespace();
    List<AccessPolicy> chosen = new ArrayList<>();
    Stream.of(root, namespace)
        .distinct()
        .flatMap(declaring -> state.accessPolicies(declaring).stream())
        .filter(policy -> labels.matches(policy.selector()))
        .forEach(chosen::add);
    if (chosen.isEmpty()) {
      return FREE;
    }
    return new Access(
        state.settings().trustDomains(),
        of(AccessPolicy.Action.DENY, chosen),
        of(AccessPolicy.Action.ALLOW, chosen));
  }

  private static List<AccessPolicy> of(AccessPolicy.Action action, List<AccessPolicy> policies) {
    return policies.stream().filter(policy -> policy.action() == action).toList();
  }
}

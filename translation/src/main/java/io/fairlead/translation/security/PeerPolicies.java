package io.fairlead.translation.security;

import io.fairlead.model.MeshState;
import io.fairlead.model.ResolvedEndpoint;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.PeerAuthentication;
import io.fairlead.model.workload.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What each joined host accepts, for those who call it. Remembers each host's answer while one
 * translation lasts, and belongs to the thread that makes it.
 */
public final class PeerPolicies {

  private final Map<String, List<PeerAuthentication>> byNamespace;
  private final String rootNamespace;
  private final Map<ResourceName, PeerModes> known = new HashMap<>();

  public PeerPolicies(MeshState state) {
    byNamespace =
        state.peerAuthentications().stream()
            .collect(Collectors.groupingBy(policy -> policy.name().namespace()));
    rootNamespace = state.settings().rootNamespace();
  }

  /**
   * The host that answers mutual TLS on {@code port} of an endpoint, if one does: it joined, it
   * captures, and no policy has turned mutual TLS off there.
   */
  public Optional<Workload> authenticated(ResolvedEndpoint endpoint, int port) {
    return endpoint
        .authenticated()
        .filter(workload -> modes(workload).port(port) != MtlsMode.DISABLE);
  }

  private PeerModes modes(Workload workload) {
    return known.computeIfAbsent(
        workload.name(),
        name ->
            PeerModes.of(
                byNamespace,
                new PeerModes.Subject(name.namespace(), workload.labels(), rootNamespace)));
  }
}

package io.fairlead.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The trust domain of a mesh, and those whose identities mean the same: of another mesh that trusts
 * the same roots, or of the time before the domain was renamed.
 *
 * @param aliases without the mesh's own
 */
public record TrustDomains(String own, List<String> aliases) {

  public static final TrustDomains STANDARD = of("cluster.local");

  public TrustDomains {
    Set<String> others = new LinkedHashSet<>(aliases);
    others.remove(own);
    aliases = List.copyOf(others);
  }

  public static TrustDomains of(String own) {
    return new TrustDomains(own, List.of());
  }

  /** The mesh's own first. */
  public List<String> all() {
    Set<String> all = new LinkedHashSet<>();
    all.add(own);
    all.addAll(aliases);
    return List.copyOf(all);
  }
}

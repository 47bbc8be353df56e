package io.fairlead.istioconfig.analyze;

import io.fairlead.api.istio.mesh.v1alpha1.MeshConfig;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.ProblemCode;
import java.util.Comparator;
import java.util.List;

/** A mesh has one MeshConfig: of several the one holds whose namespace and name come first. */
final class MeshConfigConflicts {

  private MeshConfigConflicts() {}

  static void tell(Configuration all, Notes notes) {
    List<IstioResource> ordered =
        all.resources().stream()
            .filter(resource -> resource.spec() instanceof MeshConfig)
            .sorted(Comparator.comparing(IstioResource::name))
            .toList();
    for (IstioResource hidden : ordered.stream().skip(1).toList()) {
      notes.warning(
          ProblemCode.RULE_HIDDEN,
          hidden,
          "metadata.name",
          "has no effect beside "
              + ordered.getFirst().title()
              + ", whose namespace and name come first: keep one of them");
    }
  }
}

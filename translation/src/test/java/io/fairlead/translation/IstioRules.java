package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.read.Declaration;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import io.fairlead.model.service.Service;

/** What a golden case says in Istio's own language, in {@code istio.yaml} beside its mesh. */
final class IstioRules {

  private IstioRules() {}

  static MeshState with(MeshState mesh, String text) {
    Parsed<IstioResource> resources = IstioYaml.read("istio.yaml", text);
    assertThat(resources.problems()).isEmpty();
    MeshState state = mesh;
    for (IstioResource resource : resources.values()) {
      Parsed<Declaration> read = ResourceReader.read(resource);
      assertThat(read.problems().stream().filter(Problem::isError)).isEmpty();
      for (Declaration declaration : read.values()) {
        state = with(state, declaration);
      }
    }
    return state;
  }

  private static MeshState with(MeshState mesh, Declaration declaration) {
    return switch (declaration) {
      case Declaration.Services services -> {
        MeshState state = mesh;
        for (Service service : services.services()) {
          state = state.with(service);
        }
        yield state;
      }
      case Declaration.Entry entry -> mesh.with(entry.entry());
      case Declaration.Group ignored -> mesh;
      case Declaration.Policy policy -> mesh.with(policy.policy());
      case Declaration.Egress egress -> mesh.with(egress.scope());
      case Declaration.Calls calls -> mesh.with(calls.rule());
      case Declaration.Routing routing -> mesh.with(routing.routes());
      case Declaration.Edge edge -> mesh.with(edge.gateway());
    };
  }
}

package io.fairlead.translation;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.read.Declaration;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import io.fairlead.model.policy.ExportDefaults;
import java.util.List;

/** The resources of a golden case as people write them for Istio. */
final class IstioRules {

  private IstioRules() {}

  static MeshState with(MeshState mesh, String text) {
    Parsed<IstioResource> resources = IstioYaml.read("istio.yaml", text);
    refuse(resources.problems());
    MeshState state = mesh;
    for (IstioResource resource : resources.values()) {
      Parsed<Declaration> declared = ResourceReader.read(resource);
      refuse(declared.problems());
      for (Declaration declaration : declared.values()) {
        state = with(state, declaration);
      }
    }
    return state;
  }

  private static MeshState with(MeshState mesh, Declaration declaration) {
    return switch (declaration) {
      case Declaration.Services(var services) -> {
        MeshState state = mesh;
        for (var service : services) {
          state = state.with(exports(mesh).of(service));
        }
        yield state;
      }
      case Declaration.Entry(var entry) -> mesh.with(entry);
      case Declaration.Identity(var workload) -> mesh.with(workload);
      case Declaration.Policy(var policy) -> mesh.with(policy);
      case Declaration.Access(var policy) -> mesh.with(policy);
      case Declaration.Egress(var scope) -> mesh.with(scope);
      case Declaration.Calls(var rule) -> mesh.with(exports(mesh).of(rule));
      case Declaration.Routing(var routes) -> mesh.with(exports(mesh).of(routes));
      case Declaration.Edge(var gateway) -> mesh.with(gateway);
      case Declaration.Networks(var networks) -> mesh.with(networks);
      case Declaration.Defaults(var name, var defaults) -> mesh.with(name, defaults);
      case Declaration.Group ignored ->
          throw new IllegalArgumentException("a group of hosts translates into nothing");
    };
  }

  /** A case has what holds in the mesh in front. */
  private static ExportDefaults exports(MeshState mesh) {
    return mesh.rules().defaults().exports();
  }

  private static void refuse(List<Problem> problems) {
    if (problems.stream().anyMatch(Problem::isError)) {
      throw new IllegalArgumentException(problems.toString());
    }
  }
}

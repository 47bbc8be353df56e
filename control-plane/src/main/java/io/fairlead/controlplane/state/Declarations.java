package io.fairlead.controlplane.state;

import io.fairlead.istioconfig.read.Declaration;
import io.fairlead.model.MeshState;
import io.fairlead.model.policy.ExportDefaults;
import io.fairlead.model.service.Service;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts what a resource declares into the mesh, in place of what it declared before. */
final class Declarations {

  private Declarations() {}

  static MeshState replace(
      MeshState mesh, @Nullable Declaration before, @Nullable Declaration after) {
    MeshState next = mesh;
    if (before != null) {
      next = withoutStale(next, before, after);
    }
    return after == null ? next : with(next, after);
  }

  private static MeshState with(MeshState mesh, Declaration declaration) {
    return switch (declaration) {
      case Declaration.Services(var services) -> {
        MeshState next = mesh;
        for (Service service : services) {
          next = next.with(exports(mesh).of(service));
        }
        yield next;
      }
      case Declaration.Entry(var entry) -> mesh.with(entry);
      case Declaration.Identity(var workload) -> mesh.with(workload);
      case Declaration.Group(var group) -> mesh.with(group);
      case Declaration.Policy(var policy) -> mesh.with(policy);
      case Declaration.Access(var policy) -> mesh.with(policy);
      case Declaration.Egress(var scope) -> mesh.with(scope);
      case Declaration.Calls(var rule) -> mesh.with(exports(mesh).of(rule));
      case Declaration.Routing(var routes) -> mesh.with(exports(mesh).of(routes));
      case Declaration.Edge(var gateway) -> mesh.with(gateway);
      case Declaration.Networks(var networks) -> mesh.with(networks);
      case Declaration.Defaults(var name, var defaults) -> mesh.with(name, defaults);
    };
  }

  /** Where others see by default what says nothing of it, all of that is declared once more. */
  static MeshState exportedAnew(
      MeshState before, MeshState after, Collection<Declaration> declarations) {
    if (exports(before).equals(exports(after))) {
      return after;
    }
    MeshState next = after;
    for (Declaration declaration : declarations) {
      next = isExported(declaration) ? with(next, declaration) : next;
    }
    return next;
  }

  private static boolean isExported(Declaration declaration) {
    return declaration instanceof Declaration.Services
        || declaration instanceof Declaration.Calls
        || declaration instanceof Declaration.Routing;
  }

  private static ExportDefaults exports(MeshState mesh) {
    return mesh.rules().defaults().exports();
  }

  /** Removes only what the new declaration does not replace by itself. */
  private static MeshState withoutStale(
      MeshState mesh, Declaration before, @Nullable Declaration after) {
    return switch (before) {
      case Declaration.Services(var services) -> {
        Set<Service.Key> kept =
            after instanceof Declaration.Services(var next)
                ? next.stream().map(Service::key).collect(Collectors.toSet())
                : Set.of();
        MeshState result = mesh;
        for (Service service : services) {
          result = kept.contains(service.key()) ? result : result.without(service.key());
        }
        yield result;
      }
      case Declaration.Entry(var entry) -> after == null ? mesh.withoutEntry(entry.name()) : mesh;
      case Declaration.Identity(var workload) ->
          after == null ? mesh.withoutWorkload(workload.name()) : mesh;
      case Declaration.Group(var group) -> after == null ? mesh.withoutGroup(group.name()) : mesh;
      case Declaration.Policy(var policy) ->
          after == null ? mesh.withoutPeerAuthentication(policy.name()) : mesh;
      case Declaration.Access(var policy) ->
          after == null ? mesh.withoutAccessPolicy(policy.name()) : mesh;
      case Declaration.Egress(var scope) ->
          after == null ? mesh.withoutEgressScope(scope.name()) : mesh;
      case Declaration.Calls(var rule) ->
          after == null ? mesh.withoutDestinationRule(rule.name()) : mesh;
      case Declaration.Routing(var routes) ->
          after == null ? mesh.withoutVirtualService(routes.name()) : mesh;
      case Declaration.Edge(var gateway) ->
          after == null ? mesh.withoutGateway(gateway.name()) : mesh;
      case Declaration.Networks(var networks) ->
          after == null ? mesh.withoutNetworks(networks.name()) : mesh;
      case Declaration.Defaults(var name, var ignored) ->
          after == null ? mesh.withoutDefaults(name) : mesh;
    };
  }
}

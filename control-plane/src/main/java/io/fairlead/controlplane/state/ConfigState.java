package io.fairlead.controlplane.state;

import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.read.Declaration;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every resource of every source, and the mesh that they declare together. Where two sources name
 * the same resource the one that comes first in the configuration holds. A resource that turns bad
 * keeps its last good declaration.
 */
public record ConfigState(
    SharedMap<ResourceId, Candidates> resources,
    SharedMap<ResourceId, Declaration> declarations,
    SharedMap<ResourceId, List<Problem>> problems,
    MeshState mesh) {

  /** The same resource as several sources give it, by the source's rank. */
  public record Candidates(SharedMap<Integer, IstioResource> byRank) {
    Candidates with(int rank, IstioResource resource) {
      return new Candidates(byRank.plus(rank, resource));
    }

    Candidates without(int rank) {
      return new Candidates(byRank.minus(rank));
    }

    /** The one that holds, with its source's rank. */
    public Optional<Effective> effective() {
      return byRank.keys().stream()
          .findFirst()
          .map(rank -> new Effective(rank, Objects.requireNonNull(byRank.get(rank))));
    }
  }

  /** A resource and the rank of the source that it comes from. */
  public record Effective(int rank, IstioResource resource) {}

  public static ConfigState empty(MeshSettings settings) {
    return new ConfigState(
        SharedMap.sorted(), SharedMap.sorted(), SharedMap.sorted(), MeshState.empty(settings));
  }

  /** What holds after one source told a change. */
  public ConfigState with(int rank, ConfigChange change) {
    ConfigState next = this;
    for (ResourceId id : change.removed()) {
      next = next.replacing(id, next.candidates(id).without(rank));
    }
    for (IstioResource resource : change.changed()) {
      ResourceId id = ResourceId.of(resource);
      next = next.replacing(id, next.candidates(id).with(rank, resource));
    }
    for (Map.Entry<ResourceId, Declaration> declared : change.declared().entrySet()) {
      next = next.declaring(declared.getKey(), declared.getValue(), List.of());
    }
    return next;
  }

  /** The ids that one source gives now. */
  public Collection<ResourceId> idsOf(int rank) {
    List<ResourceId> ids = new ArrayList<>();
    resources.forEach(
        (id, candidates) -> {
          if (candidates.byRank().containsKey(rank)) {
            ids.add(id);
          }
        });
    return ids;
  }

  /** What is wrong with one resource now. */
  public List<Problem> problemsOf(ResourceId id) {
    List<Problem> found = problems.get(id);
    return found == null ? List.of() : found;
  }

  public ConfigState withMesh(MeshState next) {
    return next == mesh ? this : new ConfigState(resources, declarations, problems, next);
  }

  private Candidates candidates(ResourceId id) {
    Candidates found = resources.get(id);
    return found == null ? new Candidates(SharedMap.sorted()) : found;
  }

  private ConfigState replacing(ResourceId id, Candidates candidates) {
    Optional<Effective> before = candidates(id).effective();
    Optional<Effective> after = candidates.effective();
    SharedMap<ResourceId, Candidates> nextResources =
        after.isEmpty() ? resources.minus(id) : resources.plus(id, candidates);
    ConfigState stored = new ConfigState(nextResources, declarations, problems, mesh);
    if (after.isEmpty()) {
      return stored.declaring(id, null, List.of());
    }
    if (before.isPresent() && before.get().resource().equals(after.get().resource())) {
      return stored;
    }
    Parsed<Declaration> read = ResourceReader.read(after.get().resource());
    return read.values().isEmpty()
        ? stored.withProblems(id, read.problems())
        : stored.declaring(id, read.values().getFirst(), read.problems());
  }

  private ConfigState withProblems(ResourceId id, List<Problem> found) {
    return new ConfigState(
        resources,
        declarations,
        found.isEmpty() ? problems.minus(id) : problems.plus(id, List.copyOf(found)),
        mesh);
  }

  private ConfigState declaring(
      ResourceId id, @Nullable Declaration declaration, List<Problem> found) {
    MeshState replaced = Declarations.replace(mesh, declarations.get(id), declaration);
    SharedMap<ResourceId, Declaration> now =
        declaration == null ? declarations.minus(id) : declarations.plus(id, declaration);
    MeshState next = Declarations.exportedAnew(mesh, replaced, now.values());
    return new ConfigState(resources, now, problems, next).withProblems(id, found);
  }
}

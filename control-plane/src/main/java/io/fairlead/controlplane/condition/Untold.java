package io.fairlead.controlplane.condition;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.istioconfig.IstioResource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has been told of one source's resources, and what is still to be told. One owner. */
final class Untold {

  /** A resource and its condition. */
  record News(ResourceId id, IstioResource resource, Accepted condition) {}

  private final int rank;
  private final Map<ResourceId, Accepted> told = new HashMap<>();
  private final Set<ResourceId> waiting = new LinkedHashSet<>();
  private ConfigState seen;

  /**
   * @param rank of the source
   */
  Untold(int rank, ConfigState empty) {
    this.rank = rank;
    this.seen = empty;
  }

  /** Costs what changed since the last time. */
  void see(ConfigState now) {
    for (Change<ResourceId, ?> change : SharedMap.changes(seen.resources(), now.resources())) {
      waiting.add(change.key());
    }
    for (Change<ResourceId, ?> change : SharedMap.changes(seen.problems(), now.problems())) {
      waiting.add(change.key());
    }
    seen = now;
  }

  /** The next one; empty where there is nothing to tell. */
  Optional<News> next() {
    while (!waiting.isEmpty()) {
      ResourceId id = waiting.iterator().next();
      Optional<IstioResource> resource = own(id);
      if (resource.isEmpty()) {
        told.remove(id);
      } else {
        Accepted condition = Accepted.of(seen.problemsOf(id));
        if (!condition.equals(told.get(id))) {
          return Optional.of(new News(id, resource.get(), condition));
        }
      }
      waiting.remove(id);
    }
    return Optional.empty();
  }

  void told(News news) {
    told.put(news.id(), news.condition());
    waiting.remove(news.id());
  }

  private Optional<IstioResource> own(ResourceId id) {
    ConfigState.Candidates candidates = seen.resources().get(id);
    return candidates == null
        ? Optional.empty()
        : candidates
            .effective()
            .filter(effective -> effective.rank() == rank)
            .map(ConfigState.Effective::resource);
  }
}

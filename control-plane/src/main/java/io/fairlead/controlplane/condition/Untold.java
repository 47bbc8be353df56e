package io.fairlead.controlplane.condition;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.apiserver.ApiServer;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.SourceLocation;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What has been told of one source's resources, and what is still to be told. One owner. */
final class Untold implements Desk<Untold.News> {

  private static final String APPLY = "application/apply-patch+yaml";

  /** A resource and its condition. */
  record News(ResourceId id, IstioResource resource, Accepted condition) implements Letter {

    @Override
    public ApiServer.Answer deliver(ApiServer.Session session)
        throws IOException, InterruptedException {
      return session.patch(Accepted.path(resource), APPLY, condition.applied(resource));
    }
  }

  private final int rank;
  private final Supplier<ConfigState> states;
  private final Map<ResourceId, Accepted> told = new HashMap<>();
  private final Set<ResourceId> waiting = new LinkedHashSet<>();
  private ConfigState seen;

  /**
   * @param rank of the source
   */
  Untold(int rank, ConfigState empty, Supplier<ConfigState> states) {
    this.rank = rank;
    this.states = states;
    this.seen = empty;
  }

  /** Costs what changed since the last time. */
  @Override
  public void look() {
    ConfigState now = states.get();
    for (Change<ResourceId, ?> change : SharedMap.changes(seen.resources(), now.resources())) {
      waiting.add(change.key());
    }
    for (Change<ResourceId, ?> change : SharedMap.changes(seen.problems(), now.problems())) {
      waiting.add(change.key());
    }
    seen = now;
  }

  @Override
  public Optional<News> next() {
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

  @Override
  public void told(News news) {
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
            .map(ConfigState.Effective::resource)
            .filter(Untold::isWritten);
  }

  /** What follows from the Gateway API was written by nobody, and is nowhere to be told of. */
  private static boolean isWritten(IstioResource resource) {
    return !resource.metadata().location().equals(SourceLocation.UNKNOWN);
  }
}

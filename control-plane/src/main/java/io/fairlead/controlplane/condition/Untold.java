package io.fairlead.controlplane.condition;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.apiserver.ApiServer;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.model.Problem;
import io.fairlead.model.SourceLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What has been told of one source's resources, and what is still to be told. One owner. */
final class Untold implements Desk<Untold.News> {

  /** A resource and its conditions. */
  record News(ResourceId id, Place place, List<Said> conditions) implements Letter {

    @Override
    public ApiServer.Answer deliver(ApiServer.Session session)
        throws IOException, InterruptedException {
      return session.patch(place.path(), Place.APPLY, place.applied(conditions));
    }
  }

  private final int rank;
  private final Supplier<ConfigState> states;
  private final Supplier<SharedMap<ResourceId, List<Problem>>> misspelt;
  private SharedMap<ResourceId, List<Problem>> misspeltSeen = SharedMap.sorted();
  private final Words words;
  private final Map<ResourceId, List<Said>> told = new HashMap<>();
  private final Set<ResourceId> waiting = new LinkedHashSet<>();
  private ConfigState seen;

  /**
   * @param rank of the source
   * @param misspelt what is wrong with its resources as they are written: of one that cannot be
   *     read at all, nothing else is known
   * @param words of the proxies
   */
  Untold(
      int rank,
      ConfigState empty,
      Supplier<ConfigState> states,
      Supplier<SharedMap<ResourceId, List<Problem>>> misspelt,
      Words words) {
    this.rank = rank;
    this.words = words;
    this.misspelt = misspelt;
    this.states = states;
    this.seen = empty;
  }

  /** Costs what changed since the last time, and now and then a look at the proxies. */
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
    SharedMap<ResourceId, List<Problem>> misspeltNow = misspelt.get();
    for (Change<ResourceId, ?> change : SharedMap.changes(misspeltSeen, misspeltNow)) {
      waiting.add(change.key());
    }
    misspeltSeen = misspeltNow;
    waiting.addAll(words.look(seen, this::isAccepted));
  }

  @Override
  public Optional<News> next() {
    Iterator<ResourceId> ids = waiting.iterator();
    while (ids.hasNext()) {
      ResourceId id = ids.next();
      Optional<Place> place = place(id);
      if (place.isEmpty()) {
        told.remove(id);
      } else if (!told.containsKey(id) && words.isToCome(id)) {
        // What an earlier run of this program said of it must not be taken away.
        continue;
      } else {
        List<Said> conditions = conditions(id);
        if (!conditions.equals(told.get(id))) {
          return Optional.of(new News(id, place.get(), conditions));
        }
      }
      ids.remove();
    }
    return Optional.empty();
  }

  @Override
  public void told(News news) {
    told.put(news.id(), news.conditions());
    waiting.remove(news.id());
  }

  private List<Said> conditions(ResourceId id) {
    List<Said> all = new ArrayList<>();
    all.add(Accepted.of(problems(id)).said());
    words.of(id).map(Programmed::said).ifPresent(all::add);
    return List.copyOf(all);
  }

  /** Whether a resource is taken as it is; empty where it is none of ours. */
  private Optional<Boolean> isAccepted(ResourceId id) {
    return place(id).map(ours -> problems(id).stream().noneMatch(Problem::isError));
  }

  private List<Problem> problems(ResourceId id) {
    return Stream.concat(
            misspeltSeen.getOrDefault(id, List.of()).stream(), seen.problemsOf(id).stream())
        .distinct()
        .toList();
  }

  /** Of one that could never be read, what was written is all there is. */
  private Optional<Place> place(ResourceId id) {
    ConfigState.Candidates candidates = seen.resources().get(id);
    return candidates == null
        ? Optional.of(id)
            .filter(misspeltSeen::containsKey)
            .flatMap(written -> Kinds.named(written.kind()))
            .map(kind -> new Place(kind, id.name()))
        : candidates
            .effective()
            .filter(effective -> effective.rank() == rank)
            .map(ConfigState.Effective::resource)
            .filter(Untold::isWritten)
            .map(resource -> new Place(resource.kind(), resource.name()));
  }

  /** What follows from the Gateway API was written by nobody, and is nowhere to be told of. */
  private static boolean isWritten(IstioResource resource) {
    return !resource.metadata().location().equals(SourceLocation.UNKNOWN);
  }
}

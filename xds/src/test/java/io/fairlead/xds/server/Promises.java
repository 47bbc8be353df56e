package io.fairlead.xds.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds a server to what it promises on the way, answer by answer: none before the last of its type
 * was spoken of, nothing twice without a reason, what is referred to is not taken away before what
 * refers to it, and a cluster that warms gets its endpoints. Belongs to one stream.
 */
final class Promises {

  private static final List<ResourceType> REFERRERS =
      List.of(ResourceType.LISTENER, ResourceType.ROUTE);

  private final StreamState.Mode mode;

  /** What the client has once it has read everything. */
  private final Map<ResourceType, Map<String, String>> told = new HashMap<>();

  /** Names that may be told again as they are. */
  private final Map<ResourceType, Set<String>> excused = new HashMap<>();

  private final Set<String> warming = new HashSet<>();

  Promises(StreamState.Mode mode) {
    this.mode = mode;
  }

  private Map<String, String> told(ResourceType type) {
    return told.computeIfAbsent(type, _ -> new HashMap<>());
  }

  private Set<String> excused(ResourceType type) {
    return excused.computeIfAbsent(type, _ -> new HashSet<>());
  }

  void claims(ResourceType type, Map<String, String> versions) {
    told(type).putAll(versions);
  }

  /** The client speaks of these names, drops them or has lost them: it may hear of them again. */
  void excuses(ResourceType type, Collection<String> names) {
    excused(type).addAll(names);
  }

  void excusesAll(ResourceType type) {
    excuses(type, told(type).keySet());
  }

  void answered(Answer answer, Collection<Answer> unread) {
    assertThat(unread)
        .as("answers that wait to be read while there is one more of %s", answer.type())
        .noneMatch(other -> other.type().equals(answer.type()));
    if (mode == StreamState.Mode.DELTA) {
      told(answer, unread);
    }
    warms(answer);
    answer.resources().forEach(one -> told(answer.type()).put(one.name(), one.version()));
    answer.removed().forEach(told(answer.type())::remove);
    excused(answer.type()).removeAll(answer.resources().stream().map(Resource::name).toList());
    excused(answer.type()).removeAll(answer.removed());
  }

  private void told(Answer answer, Collection<Answer> unread) {
    assertThat(answer.resources())
        .as("told again of %s", answer.type())
        .noneMatch(
            one ->
                one.version().equals(told(answer.type()).get(one.name()))
                    && !excused(answer.type()).contains(one.name()));
    boolean takesAway =
        answer.removed().stream()
            .anyMatch(
                name ->
                    told(answer.type()).containsKey(name)
                        && !excused(answer.type()).contains(name));
    if (takesAway && answer.type().equals(ResourceType.CLUSTER)) {
      assertThat(unread)
          .as("what may refer to the clusters that are taken away")
          .noneMatch(other -> REFERRERS.contains(other.type()));
    }
  }

  private void warms(Answer answer) {
    if (answer.type().equals(ResourceType.CLUSTER)) {
      for (Resource one : answer.resources()) {
        boolean isNew = !one.version().equals(told(ResourceType.CLUSTER).get(one.name()));
        if (isNew || mode == StreamState.Mode.DELTA) {
          warming.add(one.name());
          excused(ResourceType.ENDPOINT).add(one.name());
        }
      }
    } else if (answer.type().equals(ResourceType.ENDPOINT)) {
      answer.resources().forEach(one -> warming.remove(one.name()));
    }
  }

  /** Clusters of which the client has heard no endpoints since it heard of them. */
  Set<String> warming() {
    return warming;
  }
}

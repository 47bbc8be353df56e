package io.fairlead.xds.server;

import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.StreamEvent.DeltaAsked;
import io.fairlead.xds.server.StreamEvent.Names;
import io.fairlead.xds.server.StreamEvent.Offered;
import io.fairlead.xds.server.StreamEvent.Word;
import io.fairlead.xds.server.StreamEvent.WorldAsked;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A client that does what the protocol pages say and no more, over a line that delivers late: its
 * answers wait until it chooses to read. It refuses an answer where a resource's version begins
 * with {@code bad}, names the bad ones, and drops all of the answer, but of clusters and listeners
 * takes the good ones as Envoy does.
 */
final class ModelClient {

  private final StreamState.Mode mode;
  private final RandomGenerator random;
  private final Map<ResourceType, Set<String>> wanted = new HashMap<>();
  private final Map<ResourceType, Map<String, String>> held = new HashMap<>();
  private final Map<ResourceType, String> nonces = new HashMap<>();
  private final Set<ResourceType> asked = new HashSet<>();
  private final Queue<Answer> line = new ArrayDeque<>();
  private StreamState server;
  private Promises promises;

  ModelClient(StreamState.Mode mode, RandomGenerator random) {
    this.mode = mode;
    this.random = random;
    this.server = StreamState.open(mode);
    this.promises = new Promises(mode);
  }

  void offer(Snapshot snapshot) {
    happens(new Offered(snapshot));
  }

  /** A new stream; a delta client says what it has, another forgets what it is not told again. */
  void reconnect(Snapshot snapshot) {
    line.clear();
    nonces.clear();
    asked.clear();
    server = StreamState.open(mode);
    promises = new Promises(mode);
    int offered = random.nextInt(3);
    if (offered == 0) {
      offer(snapshot);
    }
    // Empty names on a new stream would mean everything.
    wanted.values().removeIf(Set::isEmpty);
    wanted.keySet().forEach(this::ask);
    // Else it comes when the next change does, and the client changes its mind before.
    if (offered == 1) {
      offer(snapshot);
    }
  }

  void want(ResourceType type, String name) {
    Set<String> names = wanted.computeIfAbsent(type, _ -> new TreeSet<>());
    boolean isNew = asked.add(type);
    names.add(name);
    told(type, name);
    if (isNew) {
      asked.remove(type);
      ask(type);
    } else if (mode == StreamState.Mode.DELTA) {
      happens(new DeltaAsked(type, Word.NONE, Names.of(List.of(name), List.of()), Map.of()));
    } else {
      askWorld(type, Word.accepts(nonces.getOrDefault(type, "")));
    }
  }

  void unwant(ResourceType type, String name) {
    Set<String> names = wanted.computeIfAbsent(type, _ -> new TreeSet<>());
    if (!names.remove(name)) {
      return;
    }
    told(type, name);
    boolean isKept = names.contains("*") && !name.equals("*");
    if (name.equals("*")) {
      held(type).keySet().retainAll(names);
    } else if (!isKept) {
      held(type).remove(name);
    }
    if (mode == StreamState.Mode.DELTA) {
      happens(new DeltaAsked(type, Word.NONE, Names.of(List.of(), List.of(name)), Map.of()));
    } else {
      askWorld(type, Word.accepts(nonces.getOrDefault(type, "")));
    }
  }

  /** Several names at once, some given up and some wanted, in one request. */
  void change(ResourceType type, Set<String> more, Set<String> less) {
    Set<String> names = wanted.computeIfAbsent(type, _ -> new TreeSet<>());
    if (mode != StreamState.Mode.DELTA || !asked.contains(type)) {
      more.forEach(name -> want(type, name));
      return;
    }
    less.retainAll(names);
    less.removeAll(more);
    more.forEach(name -> told(type, name));
    less.forEach(name -> told(type, name));
    names.addAll(more);
    names.removeAll(less);
    if (!names.contains("*")) {
      held(type).keySet().retainAll(names);
    }
    happens(new DeltaAsked(type, Word.NONE, Names.of(more, less), Map.of()));
  }

  private void told(ResourceType type, String name) {
    promises.excuses(type, List.of(name));
    if (name.equals("*")) {
      promises.excusesAll(type);
    }
  }

  private void ask(ResourceType type) {
    asked.add(type);
    Set<String> names = wanted.getOrDefault(type, Set.of());
    if (mode == StreamState.Mode.DELTA) {
      promises.claims(type, held(type));
      happens(
          new DeltaAsked(
              type, Word.NONE, Names.of(List.copyOf(names), List.of()), Map.copyOf(held(type))));
    } else {
      askWorld(type, Word.NONE);
    }
  }

  private void askWorld(ResourceType type, Word word) {
    happens(new WorldAsked(type, word, NameSet.of(wanted.getOrDefault(type, Set.of()))));
  }

  /** Reads one answer, if there is one. */
  boolean read() {
    Answer answer = line.poll();
    if (answer == null) {
      return false;
    }
    nonces.put(answer.type(), answer.nonce());
    List<String> bad =
        answer.resources().stream()
            .filter(resource -> resource.version().startsWith("bad"))
            .map(Resource::name)
            .toList();
    if (bad.isEmpty() || PushOrder.isAppliedSingly(answer.type())) {
      take(answer, bad);
    }
    if (!bad.isEmpty()) {
      promises.excuses(answer.type(), answer.resources().stream().map(Resource::name).toList());
      promises.excuses(answer.type(), answer.removed());
    }
    Word word =
        bad.isEmpty() ? Word.accepts(answer.nonce()) : Word.refuses(answer.nonce(), "bad: " + bad);
    if (mode == StreamState.Mode.DELTA) {
      happens(new DeltaAsked(answer.type(), word, Names.of(List.of(), List.of()), Map.of()));
    } else {
      askWorld(answer.type(), word);
    }
    return true;
  }

  private void take(Answer answer, List<String> bad) {
    Map<String, String> known = held(answer.type());
    if (mode == StreamState.Mode.STATE_OF_THE_WORLD && !PushOrder.isPartial(answer.type())) {
      known.keySet().retainAll(bad);
    }
    Set<String> names = wanted.getOrDefault(answer.type(), Set.of());
    for (Resource resource : answer.resources()) {
      boolean isWanted = names.contains("*") || names.contains(resource.name());
      if (isWanted && !bad.contains(resource.name())) {
        known.put(resource.name(), resource.version());
      }
    }
    answer.removed().forEach(known::remove);
  }

  void readAll() {
    int reads = 0;
    while (read()) {
      if (++reads > 10_000) {
        throw new AssertionError("the server never comes to an end");
      }
    }
  }

  private void happens(StreamEvent event) {
    Step step = server.on(event);
    server = step.next();
    for (Answer answer : step.answers()) {
      promises.answered(answer, line);
      line.add(answer);
    }
  }

  /** Clusters that the client has and that still wait for the endpoints that it asked for. */
  Set<String> warming() {
    Set<String> names = wanted.getOrDefault(ResourceType.ENDPOINT, Set.of());
    Set<String> waiting = new TreeSet<>(promises.warming());
    waiting.retainAll(held(ResourceType.CLUSTER).keySet());
    waiting.removeIf(name -> !names.contains(name) && !names.contains("*"));
    return waiting;
  }

  private Map<String, String> held(ResourceType type) {
    return held.computeIfAbsent(type, _ -> new TreeMap<>());
  }

  Map<String, String> holds(ResourceType type) {
    return Map.copyOf(held(type));
  }

  /** The state of the world cannot say that an assignment or a route is no more. */
  void forgetWhatCannotBeSaid(ResourceType type, Set<String> existing) {
    if (mode == StreamState.Mode.STATE_OF_THE_WORLD && PushOrder.isPartial(type)) {
      held(type).keySet().retainAll(existing);
    }
  }

  Map<ResourceType, Set<String>> wanted() {
    return wanted;
  }

  List<Answer> waiting() {
    return new ArrayList<>(line);
  }
}

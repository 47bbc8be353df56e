package io.fairlead.xds.server;

import io.fairlead.xds.Rejection;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.StreamEvent.DeltaAsked;
import io.fairlead.xds.server.StreamEvent.Names;
import io.fairlead.xds.server.StreamEvent.Offered;
import io.fairlead.xds.server.StreamEvent.Word;
import io.fairlead.xds.server.StreamEvent.WorldAsked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A conversation with a {@link StreamState}, told in lines: {@code Cluster +a@1 -b}. Remembers the
 * newest nonce of each type, so that a test only says what the client thinks of it.
 */
final class Talk {

  private final Map<ResourceType, String> nonces = new HashMap<>();
  private final Map<ResourceType, List<String>> names = new HashMap<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private StreamState state;

  private Talk(StreamState.Mode mode) {
    state = StreamState.open(mode);
  }

  static Talk delta() {
    return new Talk(StreamState.Mode.DELTA);
  }

  static Talk world() {
    return new Talk(StreamState.Mode.STATE_OF_THE_WORLD);
  }

  List<String> offer(Snapshot snapshot) {
    return happens(new Offered(snapshot));
  }

  List<String> subscribe(ResourceType type, String... wanted) {
    return happens(new DeltaAsked(type, Word.NONE, Names.of(List.of(wanted), List.of()), Map.of()));
  }

  List<String> unsubscribe(ResourceType type, String... unwanted) {
    return happens(
        new DeltaAsked(type, Word.NONE, Names.of(List.of(), List.of(unwanted)), Map.of()));
  }

  List<String> resume(ResourceType type, Map<String, String> versions, String... wanted) {
    return happens(new DeltaAsked(type, Word.NONE, Names.of(List.of(wanted), List.of()), versions));
  }

  /** State of the world: all names wanted now, with the newest nonce. */
  List<String> want(ResourceType type, String... wanted) {
    names.put(type, List.of(wanted));
    return happens(new WorldAsked(type, Word.accepts(nonce(type)), NameSet.of(List.of(wanted))));
  }

  List<String> accept(ResourceType type) {
    return word(type, Word.accepts(nonce(type)));
  }

  List<String> refuse(ResourceType type, String error) {
    return word(type, Word.refuses(nonce(type), error));
  }

  List<String> word(ResourceType type, Word word) {
    return happens(
        state.mode() == StreamState.Mode.DELTA
            ? new DeltaAsked(type, word, Names.of(List.of(), List.of()), Map.of())
            : new WorldAsked(type, word, NameSet.of(names.getOrDefault(type, List.of()))));
  }

  /** Accepts everything until there is nothing more to accept; tells what came. */
  List<String> acceptAll() {
    List<String> told = new ArrayList<>();
    boolean wasAwaited = true;
    while (wasAwaited) {
      wasAwaited = false;
      for (ResourceType type : List.copyOf(nonces.keySet())) {
        TypeState known = state.types().get(type);
        if (known != null && known.exchange().isAwaited()) {
          told.addAll(accept(type));
          wasAwaited = true;
        }
      }
    }
    return told;
  }

  List<String> happens(StreamEvent event) {
    Step step = state.on(event);
    state = step.next();
    step.rejection().ifPresent(rejections::add);
    answers.addAll(step.answers());
    step.answers().forEach(answer -> nonces.put(answer.type(), answer.nonce()));
    return step.answers().stream().map(Talk::line).toList();
  }

  String nonce(ResourceType type) {
    return nonces.getOrDefault(type, "");
  }

  StreamState state() {
    return state;
  }

  List<Rejection> rejections() {
    return rejections;
  }

  List<Answer> answers() {
    return answers;
  }

  ClientStream.TypeStatus status(ResourceType type) {
    return Optional.ofNullable(state.status().get(type)).orElseThrow();
  }

  Untaken untaken(ResourceType type) {
    return Optional.ofNullable(state.untaken().get(type)).orElseThrow();
  }

  private static String line(Answer answer) {
    String type = answer.type().url();
    return Stream.of(
            Stream.of(type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('/')) + 1)),
            answer.resources().stream().map(Talk::added),
            answer.removed().stream().map(name -> "-" + name))
        .flatMap(parts -> parts)
        .collect(Collectors.joining(" "));
  }

  private static String added(Resource resource) {
    return "+" + resource.name() + "@" + resource.version();
  }
}

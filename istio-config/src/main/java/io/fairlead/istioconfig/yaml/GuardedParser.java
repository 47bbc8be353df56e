package io.fairlead.istioconfig.yaml;

import java.io.Serial;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Refuses what makes a small text a large value before it becomes one: aliases, which may name the
 * same value any number of times, and depth, which the composer follows by recursion.
 */
final class GuardedParser implements Parser {

  static final int MAX_DEPTH = 64;

  private final Parser parser;
  private int depth;

  GuardedParser(Parser parser) {
    this.parser = parser;
  }

  @Override
  public boolean checkEvent(Event.ID id) {
    return parser.checkEvent(id);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public Event next() {
    Event event = parser.next();
    switch (event.getEventId()) {
      case Alias ->
          throw new Refusal(
              "the alias *"
                  + ((AliasEvent) event).getAlias()
                  + " is not taken: write its value out",
              event.getStartMark());
      case MappingStart, SequenceStart -> {
        if (++depth > MAX_DEPTH) {
          throw new Refusal(
              "is nested more than " + MAX_DEPTH + " deep: no resource is", event.getStartMark());
        }
      }
      case MappingEnd, SequenceEnd -> depth--;
      case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Scalar, Comment -> {}
    }
    return event;
  }

  /** Something that YAML allows and we do not. */
  static final class Refusal extends MarkedYamlEngineException {
    @Serial private static final long serialVersionUID = 1L;

    Refusal(String sentence, Optional<Mark> at) {
      super("", Optional.empty(), sentence, at);
    }
  }
}

package io.fairlead.registrybridge.source.file;

import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Composes a text into nodes, within limits that no honest file meets. */
final class Yaml {

  static final int MOST_CHARACTERS = 8 << 20;
  private static final int DEEPEST = 16;

  /** The parser needs time by the square of a line's length. */
  private static final int LONGEST_LINE = 256 << 10;

  private final String file;
  private final List<Problem> problems;

  /**
   * @param problems where what is wrong is put
   */
  Yaml(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The file's one document; nothing where it has a problem. */
  Optional<Node> compose(String text) {
    if (text.length() > MOST_CHARACTERS || hasEndlessLine(text)) {
      add(
          Optional.empty(),
          "the file is longer than 8 MiB, or a line of it longer than 256 KiB; write one service a"
              + " line");
      return Optional.empty();
    }
    LoadSettings limits =
        LoadSettings.builder()
            .setLabel(file)
            .setAllowDuplicateKeys(true)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(MOST_CHARACTERS)
            .build();
    try {
      if (!isHarmless(new Parse(limits).parseString(text))) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(limits).composeString(text);
      if (root.isEmpty()) {
        add(Optional.empty(), "the file is empty; write 'services: []' if there are to be none");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      add(e.getProblemMark(), "this is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      add(Optional.empty(), "this is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static boolean hasEndlessLine(String text) {
    int begin = 0;
    while (text.length() - begin > LONGEST_LINE) {
      int end = text.lastIndexOf('\n', begin + LONGEST_LINE);
      if (end < begin) {
        return true;
      }
      begin = end + 1;
    }
    return false;
  }

  /** Looks at the events alone, which takes no stack however deep a file is. */
  private boolean isHarmless(Iterable<Event> events) {
    Deque<Event> open = new ArrayDeque<>();
    int documents = 0;
    for (Event event : events) {
      if (event instanceof AliasEvent) {
        add(event.getStartMark(), "aliases are not taken; write the value out");
        return false;
      }
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        add(event.getStartMark(), "a second document begins here; the file holds one");
        return false;
      }
      if (event instanceof CollectionStartEvent) {
        open.push(event);
      } else if (event instanceof CollectionEndEvent) {
        open.pop();
      }
      if (open.size() > DEEPEST) {
        add(event.getStartMark(), "this is nested deeper than anything that can stand here");
        return false;
      }
    }
    return true;
  }

  private void add(Optional<Mark> mark, String sentence) {
    problems.add(Problem.error(ProblemCode.BAD_YAML, "", "", location(mark), sentence));
  }

  SourceLocation location(Optional<Mark> mark) {
    return mark.map(at -> new SourceLocation(file, at.getLine() + 1, at.getColumn() + 1))
        .orElse(SourceLocation.ofFile(file));
  }
}

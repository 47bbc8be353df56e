package io.fairlead.registrybridge.source.file;

import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.ServicePort;
import io.fairlead.settings.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The fields of one mapping in the file; whatever is wrong with them becomes a problem. */
final class Fields {

  /** Where problems go, and how places are named. */
  record Place(Yaml yaml, List<Problem> problems, String path) {
    Place at(String field) {
      return new Place(yaml, problems, path.isEmpty() ? field : path + "." + field);
    }

    Place at(int index) {
      return new Place(yaml, problems, path + "[" + index + "]");
    }

    void problem(ProblemCode code, Node node, String sentence) {
      problems.add(Problem.error(code, "", path, yaml.location(node.getStartMark()), sentence));
    }
  }

  /** A key and its value as they stand in the file. */
  record Entry(Node key, Node value) {}

  private final Node node;
  private final Place place;
  private final Map<String, Entry> entries;

  private Fields(Node node, Place place, Map<String, Entry> entries) {
    this.node = node;
    this.place = place;
    this.entries = entries;
  }

  /** The fields of {@code node}, which may be {@code known} ones only. */
  static Fields of(Node node, Place place, List<String> known) {
    Map<String, Entry> entries = entries(node, place);
    entries.forEach(
        (name, entry) -> {
          if (!known.contains(name)) {
            place
                .at(name)
                .problem(
                    ProblemCode.UNKNOWN_FIELD,
                    entry.key(),
                    "there is no such key; " + hint(name, known));
          }
        });
    return new Fields(node, place, entries);
  }

  private static String hint(String key, List<String> known) {
    return NearestName.of(key, known)
        .map(name -> "did you mean '" + name + "'?")
        .orElseGet(() -> "known here: " + String.join(", ", known));
  }

  /** The entries of a mapping by their keys. */
  static Map<String, Entry> entries(Node node, Place place) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      place.problem(ProblemCode.WRONG_TYPE, node, "expected keys and values here");
      return entries;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Entry entry = new Entry(tuple.getKeyNode(), tuple.getValueNode());
      if (!(entry.key() instanceof ScalarNode key)) {
        place.problem(ProblemCode.WRONG_TYPE, entry.key(), "a key is a plain text");
      } else if (entries.putIfAbsent(key.getValue(), entry) != null) {
        place
            .at(key.getValue())
            .problem(ProblemCode.DUPLICATE_FIELD, key, "this key stands twice; keep one");
      }
    }
    return entries;
  }

  Node node() {
    return node;
  }

  Place place() {
    return place;
  }

  /** The value of a field that need not stand there. */
  Optional<Node> optional(String field) {
    return Optional.ofNullable(entries.get(field)).map(Entry::value).filter(node -> !isNull(node));
  }

  Optional<Node> required(String field) {
    Optional<Node> value = optional(field);
    if (value.isEmpty() && node instanceof MappingNode) {
      place.at(field).problem(ProblemCode.MISSING_FIELD, node, "this key is missing");
    }
    return value;
  }

  Optional<String> text(Node value, String field) {
    if (value instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    place.at(field).problem(ProblemCode.WRONG_TYPE, value, "expected a text");
    return Optional.empty();
  }

  /** A port's number; nothing, and a problem, where it is none. */
  static Optional<Integer> port(Node value, Place place) {
    if (value instanceof ScalarNode scalar && scalar.getValue().matches("[0-9]{1,5}")) {
      int number = Integer.parseInt(scalar.getValue());
      if (ServicePort.isPort(number)) {
        return Optional.of(number);
      }
    }
    place.problem(ProblemCode.BAD_PORT, value, "expected a port: a whole number from 1 to 65535");
    return Optional.empty();
  }

  /** The items of a list; none where it does not stand there. */
  List<Node> items(String field) {
    Optional<Node> value = optional(field);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof SequenceNode sequence) {
      return new ArrayList<>(sequence.getValue());
    }
    place.at(field).problem(ProblemCode.WRONG_TYPE, value.get(), "expected a list here");
    return List.of();
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }
}

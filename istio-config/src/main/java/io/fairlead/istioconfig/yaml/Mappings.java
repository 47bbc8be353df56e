package io.fairlead.istioconfig.yaml;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What a node is, for all who read nodes. */
final class Mappings {

  /** One key and its value. */
  record Entry(Node key, Node value) {}

  private Mappings() {}

  /** The entries by key, in order; a key that is no text or comes twice is a problem. */
  static Map<String, Entry> entries(MappingNode mapping, String path, Reading reading) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        reading.error(ProblemCode.WRONG_TYPE, path, tuple.getKeyNode(), "a key must be plain text");
        continue;
      }
      Entry entry = new Entry(key, tuple.getValueNode());
      if (entries.putIfAbsent(key.getValue(), entry) != null) {
        reading.error(
            ProblemCode.DUPLICATE_FIELD,
            Reading.field(path, key.getValue()),
            key,
            "is set twice here: remove one of the two");
      }
    }
    return entries;
  }

  /** The entry of a key that is there and has a value. */
  static Optional<Entry> filled(Map<String, Entry> entries, String key) {
    return Optional.ofNullable(entries.get(key)).filter(entry -> !isNull(entry.value()));
  }

  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** Such as {@code a list}, for the end of a sentence. */
  static String nounFor(Node node) {
    return switch (node) {
      case MappingNode ignored -> "a mapping";
      case SequenceNode ignored -> "a list";
      case ScalarNode scalar -> nounFor(scalar);
      default -> throw new IllegalStateException("no such node: " + node.getNodeType());
    };
  }

  private static String nounFor(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return "the number " + Excerpt.of(scalar.getValue());
    }
    if (tag.equals(Tag.BOOL)) {
      return "the truth value " + Excerpt.of(scalar.getValue());
    }
    return tag.equals(Tag.NULL) ? "nothing" : "the text " + Excerpt.of(scalar.getValue());
  }
}

package io.fairlead.istioconfig.yaml;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.fairlead.model.ProblemCode;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads mappings of which no schema is known: they are kept as they are. */
final class StructReader {

  private final Reading reading;

  StructReader(Reading reading) {
    this.reading = reading;
  }

  void read(Node node, Struct.Builder target, String path) {
    if (!(node instanceof MappingNode mapping)) {
      String found = Mappings.nounFor(node);
      reading.error(ProblemCode.WRONG_TYPE, path, node, "must be a mapping, not " + found);
      return;
    }
    Mappings.entries(mapping, path, reading)
        .forEach(
            (key, entry) ->
                value(entry.value(), Reading.field(path, key))
                    .ifPresent(value -> target.putFields(key, value)));
  }

  private Optional<Value> value(Node node, String path) {
    reading.place(path, node);
    return switch (node) {
      case MappingNode mapping -> {
        Struct.Builder struct = Struct.newBuilder();
        read(mapping, struct, path);
        yield Optional.of(Value.newBuilder().setStructValue(struct).build());
      }
      case SequenceNode list -> {
        ListValue.Builder values = ListValue.newBuilder();
        int index = 0;
        for (Node item : list.getValue()) {
          value(item, Reading.index(path, index++)).ifPresent(values::addValues);
        }
        yield Optional.of(Value.newBuilder().setListValue(values).build());
      }
      case ScalarNode scalar -> scalar(scalar, path);
      default -> throw new IllegalStateException("no such node: " + node.getNodeType());
    };
  }

  private Optional<Value> scalar(ScalarNode scalar, String path) {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return Optional.of(Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build());
    }
    if (tag.equals(Tag.BOOL)) {
      boolean value = Boolean.parseBoolean(scalar.getValue());
      return Optional.of(Value.newBuilder().setBoolValue(value).build());
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return new ScalarReader(reading)
          .floating(scalar, path)
          .map(number -> Value.newBuilder().setNumberValue(number).build());
    }
    return Optional.of(Value.newBuilder().setStringValue(scalar.getValue()).build());
  }
}

package io.fairlead.istioconfig.yaml;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import io.fairlead.istioconfig.Nearest;
import io.fairlead.model.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads nodes into any message, led by its descriptor, and tells all that does not fit. */
final class MessageReader {

  private final Reading reading;
  private final ScalarReader scalars;
  private final WellKnownReader wellKnown;

  MessageReader(Reading reading) {
    this.reading = reading;
    this.scalars = new ScalarReader(reading);
    this.wellKnown = new WellKnownReader(reading);
  }

  void read(Node node, Message.Builder target, String path) {
    reading.place(path, node);
    if (WellKnownReader.reads(target.getDescriptorForType())) {
      wellKnown.read(node, target, path);
    } else if (target instanceof Struct.Builder struct) {
      new StructReader(reading).read(node, struct, path);
    } else if (node instanceof MappingNode mapping) {
      readFields(mapping, target, path);
    } else {
      reading.error(
          ProblemCode.WRONG_TYPE, path, node, "must be a mapping, not " + Mappings.nounFor(node));
    }
  }

  private void readFields(MappingNode mapping, Message.Builder target, String path) {
    Map<FieldDescriptor, String> seen = new HashMap<>();
    Map<OneofDescriptor, String> chosen = new HashMap<>();
    Mappings.entries(mapping, path, reading)
        .forEach(
            (name, entry) -> {
              String at = Reading.field(path, name);
              Optional<FieldDescriptor> field = field(target, name);
              if (field.isEmpty()) {
                reading.error(ProblemCode.UNKNOWN_FIELD, at, entry.key(), unknown(target, name));
              } else if (!Mappings.isNull(entry.value())
                  && isFirst(field.get(), name, seen, chosen, entry.key(), at)) {
                readField(field.get(), entry.value(), target, at);
              }
            });
  }

  private static Optional<FieldDescriptor> field(Message.Builder target, String name) {
    return target.getDescriptorForType().getFields().stream()
        .filter(field -> field.getJsonName().equals(name) || field.getName().equals(name))
        .findFirst();
  }

  private static String unknown(Message.Builder target, String name) {
    if (RemovedFields.contains(target.getDescriptorForType(), name)) {
      return "is a field that Istio has removed: leave it out";
    }
    List<String> known =
        target.getDescriptorForType().getFields().stream()
            .map(FieldDescriptor::getJsonName)
            .toList();
    return "is no field of "
        + target.getDescriptorForType().getName()
        + ": "
        + (known.isEmpty() ? "remove it" : Nearest.hint(name, known));
  }

  private boolean isFirst(
      FieldDescriptor field,
      String name,
      Map<FieldDescriptor, String> seen,
      Map<OneofDescriptor, String> chosen,
      Node at,
      String path) {
    String other = seen.putIfAbsent(field, name);
    OneofDescriptor oneof = field.getContainingOneof();
    if (other == null && oneof != null) {
      other = chosen.putIfAbsent(oneof, name);
    }
    if (other != null) {
      reading.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path,
          at,
          "excludes '" + other + "', which is set too: remove one of the two");
    }
    return other == null;
  }

  private void readField(FieldDescriptor field, Node node, Message.Builder target, String path) {
    if (field.isMapField()) {
      readMap(field, node, target, path);
    } else if (field.isRepeated()) {
      readList(field, node, target, path);
    } else {
      readValue(field, node, target, path).ifPresent(value -> target.setField(field, value));
    }
  }

  private void readList(FieldDescriptor field, Node node, Message.Builder target, String path) {
    reading.place(path, node);
    if (!(node instanceof SequenceNode list)) {
      reading.error(
          ProblemCode.WRONG_TYPE, path, node, "must be a list, not " + Mappings.nounFor(node));
      return;
    }
    int index = 0;
    for (Node item : list.getValue()) {
      readValue(field, item, target, Reading.index(path, index++))
          .ifPresent(value -> target.addRepeatedField(field, value));
    }
  }

  private void readMap(FieldDescriptor field, Node node, Message.Builder target, String path) {
    reading.place(path, node);
    if (!(node instanceof MappingNode mapping)) {
      reading.error(
          ProblemCode.WRONG_TYPE, path, node, "must be a mapping, not " + Mappings.nounFor(node));
      return;
    }
    Mappings.entries(mapping, path, reading)
        .forEach(
            (name, entry) -> {
              Message.Builder pair = target.newBuilderForField(field);
              FieldDescriptor keyField = pair.getDescriptorForType().findFieldByNumber(1);
              FieldDescriptor valueField = pair.getDescriptorForType().findFieldByNumber(2);
              String at = Reading.key(path, name);
              Optional<Object> key = readKey(keyField, (ScalarNode) entry.key(), at);
              Optional<Object> value = readValue(valueField, entry.value(), pair, at);
              if (key.isPresent() && value.isPresent()) {
                pair.setField(keyField, key.get()).setField(valueField, value.get());
                target.addRepeatedField(field, pair.build());
              }
            });
  }

  private Optional<Object> readKey(FieldDescriptor field, ScalarNode key, String path) {
    return switch (field.getJavaType()) {
      case STRING -> Optional.of(key.getValue());
      case INT, LONG -> new IntegerReader(reading).readKey(field, key, path);
      case BOOLEAN -> scalars.read(field, key, path);
      case FLOAT, DOUBLE, BYTE_STRING, ENUM, MESSAGE ->
          throw new IllegalStateException("protobuf allows no such key: " + field.getFullName());
    };
  }

  private Optional<Object> readValue(
      FieldDescriptor field, Node node, Message.Builder parent, String path) {
    reading.place(path, node);
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return scalars.read(field, node, path);
    }
    Message.Builder value = parent.newBuilderForField(field);
    read(node, value, path);
    return Optional.of(value.build());
  }
}

package io.fairlead.istioconfig.fields;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every field of a message that people write a value into, by its path without indexes, with a
 * message in which it alone is set. Maps, and what Google's own messages hold, are one field.
 */
final class FieldPaths {

  private final Message prototype;
  private final Map<String, Message> byPath = new LinkedHashMap<>();

  private FieldPaths(Message prototype) {
    this.prototype = prototype;
  }

  static Map<String, Message> of(Message prototype) {
    FieldPaths paths = new FieldPaths(prototype);
    paths.walk(prototype.getDescriptorForType(), List.of(), "");
    return paths.byPath;
  }

  private void walk(Descriptor type, List<FieldDescriptor> around, String path) {
    for (FieldDescriptor field : type.getFields()) {
      List<FieldDescriptor> there = new ArrayList<>(around);
      there.add(field);
      String at = path.isEmpty() ? field.getJsonName() : path + "." + field.getJsonName();
      if (isLeaf(field)) {
        byPath.put(at, with(prototype.newBuilderForType(), there));
      } else {
        walk(field.getMessageType(), there, at);
      }
    }
  }

  private static boolean isLeaf(FieldDescriptor field) {
    return field.isMapField()
        || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE
        || field.getMessageType().getFullName().startsWith("google.protobuf.")
        || field.getMessageType().getFields().isEmpty();
  }

  private static Message with(Message.Builder target, List<FieldDescriptor> path) {
    FieldDescriptor field = path.getFirst();
    Object value = path.size() == 1 ? any(target, field) : inner(target, path);
    if (field.isRepeated()) {
      target.addRepeatedField(field, value);
    } else {
      target.setField(field, value);
    }
    return target.build();
  }

  private static Object inner(Message.Builder target, List<FieldDescriptor> path) {
    return with(target.newBuilderForField(path.getFirst()), path.subList(1, path.size()));
  }

  private static Object any(Message.Builder target, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> 2;
      case LONG -> 1L;
      case FLOAT -> 1f;
      case DOUBLE -> 1d;
      case BOOLEAN -> true;
      case STRING -> "x";
      case BYTE_STRING -> com.google.protobuf.ByteString.EMPTY;
      case ENUM -> field.getEnumType().getValues().getLast();
      case MESSAGE -> target.newBuilderForField(field).build();
    };
  }
}

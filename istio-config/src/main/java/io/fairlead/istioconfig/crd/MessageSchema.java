package io.fairlead.istioconfig.crd;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The structural schema of a message. What it takes, {@code MessageReader} takes: the same names,
 * types and bounds.
 */
final class MessageSchema {

  private final Set<Descriptor> around = new HashSet<>();

  private MessageSchema() {}

  /**
   * @throws IllegalStateException if the message holds itself: a structural schema cannot say that
   */
  static Map<String, Object> of(Descriptor message) {
    return new MessageSchema().message(message);
  }

  private Map<String, Object> message(Descriptor message) {
    if (!around.add(message)) {
      throw new IllegalStateException(message.getFullName() + " holds itself");
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    for (FieldDescriptor field : message.getFields()) {
      properties.put(field.getJsonName(), field(field));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    if (!properties.isEmpty()) {
      schema.put("properties", properties);
    }
    List<String> required = Requirements.of(message);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    addChoices(message, schema);
    around.remove(message);
    return schema;
  }

  private Map<String, Object> field(FieldDescriptor field) {
    if (field.isMapField()) {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", "object");
      FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
      schema.put(
          "additionalProperties",
          Requirements.holdsPorts(field) ? ScalarSchema.port() : value(value));
      return schema;
    }
    if (field.isRepeated()) {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", "array");
      if (Requirements.isFilled(field)) {
        schema.put("minItems", 1);
      }
      schema.put("items", value(field));
      return schema;
    }
    return value(field);
  }

  private Map<String, Object> value(FieldDescriptor field) {
    if (Requirements.isPort(field)) {
      return ScalarSchema.port();
    }
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return ScalarSchema.of(field);
    }
    Descriptor type = field.getMessageType();
    return WellKnownSchema.of(type).orElseGet(() -> message(type));
  }

  /** At most one of each group: none of them, or exactly one. */
  private static void addChoices(Descriptor message, Map<String, Object> schema) {
    List<Map<String, Object>> groups =
        message.getRealOneofs().stream()
            .filter(oneof -> oneof.getFieldCount() > 1)
            .map(oneof -> Map.<String, Object>of("oneOf", choices(oneof)))
            .toList();
    if (groups.size() == 1) {
      schema.putAll(groups.getFirst());
    } else if (!groups.isEmpty()) {
      schema.put("allOf", groups);
    }
  }

  private static List<Object> choices(OneofDescriptor oneof) {
    List<Object> each =
        oneof.getFields().stream()
            .<Object>map(field -> Map.of("required", List.of(field.getJsonName())))
            .toList();
    List<Object> choices = new ArrayList<>();
    choices.add(Map.of("not", Map.of("anyOf", each)));
    choices.addAll(each);
    return choices;
  }
}

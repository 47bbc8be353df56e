package io.fairlead.istioconfig.yaml;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.Struct;
import io.fairlead.istioconfig.GoDuration;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A message as maps, lists and scalars: what {@link MessageReader} reads back. */
final class MessageTree {

  private MessageTree() {}

  /** Fields in the order of their numbers, unset ones left out. */
  static Map<String, Object> of(Message message) {
    Map<String, Object> tree = new LinkedHashMap<>();
    message
        .getAllFields()
        .forEach((field, value) -> tree.put(field.getJsonName(), of(field, value)));
    return tree;
  }

  private static Object of(FieldDescriptor field, Object value) {
    if (!field.isRepeated()) {
      return single(field, value);
    }
    List<?> items = (List<?>) value;
    return field.isMapField()
        ? map(items)
        : items.stream().map(item -> single(field, item)).toList();
  }

  private static Map<Object, Object> map(List<?> pairs) {
    Map<Object, Object> map = new TreeMap<>();
    for (Object pair : pairs) {
      MessageOrBuilder entry = (MessageOrBuilder) pair;
      FieldDescriptor key = entry.getDescriptorForType().findFieldByNumber(1);
      FieldDescriptor value = entry.getDescriptorForType().findFieldByNumber(2);
      map.put(single(key, entry.getField(key)), single(value, entry.getField(value)));
    }
    return map;
  }

  private static Object single(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case UINT32, FIXED32 -> Integer.toUnsignedLong((Integer) value);
      case UINT64, FIXED64 -> new BigInteger(Long.toUnsignedString((Long) value));
      case ENUM -> ((EnumValueDescriptor) value).getName();
      case BYTES -> Base64.getEncoder().encodeToString(((ByteString) value).toByteArray());
      case MESSAGE -> message((Message) value);
      case DOUBLE, FLOAT, INT64, INT32, BOOL, STRING, SFIXED32, SFIXED64, SINT32, SINT64 -> value;
      case GROUP -> throw new IllegalStateException("proto3 has no groups: " + field.getFullName());
    };
  }

  private static Object message(Message value) {
    if (value instanceof Struct struct) {
      return StructTree.of(struct);
    }
    if (!WellKnownReader.reads(value.getDescriptorForType())) {
      return of(value);
    }
    FieldDescriptor first = value.getDescriptorForType().findFieldByNumber(1);
    FieldDescriptor second = value.getDescriptorForType().findFieldByNumber(2);
    if (second == null) {
      return single(first, value.getField(first));
    }
    long seconds = (Long) value.getField(first);
    int nanos = (Integer) value.getField(second);
    return WellKnownReader.isDuration(value.getDescriptorForType())
        ? GoDuration.format(Duration.ofSeconds(seconds, nanos))
        : Instant.ofEpochSecond(seconds, nanos).toString();
  }
}

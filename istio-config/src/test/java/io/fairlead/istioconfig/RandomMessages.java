package io.fairlead.istioconfig;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Seeded messages with any of their fields, whether they make sense together or not. */
public final class RandomMessages {

  private static final int MAX_DEPTH = 7;

  private final RandomGenerator random;

  public RandomMessages(RandomGenerator random) {
    this.random = random;
  }

  public Message like(Message prototype) {
    return message(prototype.newBuilderForType(), 0);
  }

  private Message message(Message.Builder builder, int depth) {
    if (builder instanceof Struct.Builder) {
      return struct(0);
    }
    if (builder instanceof Duration.Builder duration) {
      int nanos = random.nextBoolean() ? 0 : random.nextInt(1_000_000_000);
      return duration.setSeconds(random.nextInt(100_000)).setNanos(nanos).build();
    }
    Set<OneofDescriptor> chosen = new HashSet<>();
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      boolean isBox = field.getFullName().startsWith("google.protobuf.");
      boolean isWanted = isBox || random.nextInt(depth + 2) == 0;
      OneofDescriptor oneof = field.getRealContainingOneof();
      if (isWanted && depth < MAX_DEPTH && (oneof == null || chosen.add(oneof))) {
        fill(builder, field, depth);
      }
    }
    return builder.build();
  }

  private void fill(Message.Builder builder, FieldDescriptor field, int depth) {
    if (!field.isRepeated()) {
      builder.setField(field, value(builder, field, depth));
      return;
    }
    Set<Object> keys = new HashSet<>();
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      Object value = value(builder, field, depth);
      boolean isNew =
          !field.isMapField()
              || keys.add(((Message) value).getField(field.getMessageType().findFieldByNumber(1)));
      if (isNew) {
        builder.addRepeatedField(field, value);
      }
    }
  }

  private Object value(Message.Builder parent, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT -> (float) random.nextInt(1_000) / 8;
      case DOUBLE -> random.nextInt(100_000) / 64.0;
      case BOOLEAN -> random.nextBoolean();
      case STRING -> text();
      case BYTE_STRING -> ByteString.copyFromUtf8(text());
      case ENUM -> enumeration(field.getEnumType().getValues());
      case MESSAGE ->
          field.isMapField()
              ? pair(parent.newBuilderForField(field), depth)
              : message(parent.newBuilderForField(field), depth + 1);
    };
  }

  private Message pair(Message.Builder pair, int depth) {
    for (FieldDescriptor field : pair.getDescriptorForType().getFields()) {
      pair.setField(field, value(pair, field, depth + 1));
    }
    return pair.build();
  }

  private EnumValueDescriptor enumeration(List<EnumValueDescriptor> values) {
    return values.get(random.nextInt(values.size()));
  }

  private Struct struct(int depth) {
    Struct.Builder struct = Struct.newBuilder();
    for (int i = 0; i < random.nextInt(3); i++) {
      struct.putFields("k" + i, any(depth));
    }
    return struct.build();
  }

  private Value any(int depth) {
    Value.Builder value = Value.newBuilder();
    return switch (random.nextInt(depth > 3 ? 4 : 6)) {
      case 0 -> value.setNullValue(NullValue.NULL_VALUE).build();
      case 1 -> value.setNumberValue(random.nextInt() / 4.0).build();
      case 2 -> value.setBoolValue(random.nextBoolean()).build();
      case 3 -> value.setStringValue(text()).build();
      case 4 -> value.setStructValue(struct(depth + 1)).build();
      default -> value.setListValue(ListValue.newBuilder().addValues(any(depth + 1))).build();
    };
  }

  private String text() {
    List<String> texts =
        List.of("", "a", "true", "1.10", "null", "*", "a b", "~", "é", "x: y", "#");
    return texts.get(random.nextInt(texts.size()));
  }
}

package io.fairlead.controlplane.debug;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.Struct;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes messages as JSON, whatever messages of Envoy's are packed into them. One of a type that
 * this program has no class of stands there by its type alone.
 */
final class AnyTypes {

  private static final String GOOGLE = "type.googleapis.com/";

  /** Prefixes of types, and of the classes made from them. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "envoy.",
          "io.envoyproxy.envoy.",
          "xds.",
          "com.github.xds.",
          "google.protobuf.",
          "com.google.protobuf.");

  private final Map<String, Message> known = new HashMap<>();

  private AnyTypes() {}

  static String json(Message message) {
    AnyTypes types = new AnyTypes();
    Message readable = types.readable(message);
    TypeRegistry.Builder registry = TypeRegistry.newBuilder().add(Struct.getDescriptor());
    types.known.values().forEach(type -> registry.add(type.getDescriptorForType()));
    try {
      return JsonFormat.printer()
          .usingTypeRegistry(registry.build())
          .omittingInsignificantWhitespace()
          .print(readable);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("every type that is packed was looked at", e);
    }
  }

  private Message readable(Message message) {
    if (message instanceof Any any) {
      return readable(any);
    }
    Message.Builder copy = message.toBuilder();
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                copy.setField(field, readable(field, value));
              }
            });
    return copy.build();
  }

  private Object readable(FieldDescriptor field, Object value) {
    return field.isRepeated()
        ? ((List<?>) value).stream().map(each -> readable((Message) each)).toList()
        : readable((Message) value);
  }

  private Any readable(Any any) {
    String name = any.getTypeUrl().substring(any.getTypeUrl().lastIndexOf('/') + 1);
    Optional<Message> type = find(name);
    if (type.isEmpty()) {
      return unknown(any.getTypeUrl());
    }
    known.put(name, type.get());
    try {
      Parser<? extends Message> parser = type.get().getParserForType();
      return Any.newBuilder()
          .setTypeUrl(GOOGLE + name)
          .setValue(readable(parser.parseFrom(any.getValue())).toByteString())
          .build();
    } catch (InvalidProtocolBufferException e) {
      return unknown(any.getTypeUrl());
    }
  }

  private static Any unknown(String typeUrl) {
    return Any.pack(
        Struct.newBuilder()
            .putFields("typeUrl", Value.newBuilder().setStringValue(typeUrl).build())
            .build());
  }

  private Optional<Message> find(String name) {
    Message found = known.get(name);
    if (found != null) {
      return Optional.of(found);
    }
    return PACKAGES.entrySet().stream()
        .filter(entry -> name.startsWith(entry.getKey()))
        .findFirst()
        .flatMap(entry -> load(entry.getValue() + name.substring(entry.getKey().length())));
  }

  /** Nested types follow their outer one after a dot here, and after a dollar sign in Java. */
  private static Optional<Message> load(String dotted) {
    String name = dotted;
    while (true) {
      try {
        Object type = Class.forName(name).getMethod("getDefaultInstance").invoke(null);
        return type instanceof Message message ? Optional.of(message) : Optional.empty();
      } catch (ReflectiveOperationException | LinkageError e) {
        int last = name.lastIndexOf('.');
        if (last < 0) {
          return Optional.empty();
        }
        name = name.substring(0, last) + "$" + name.substring(last + 1);
      }
    }
  }
}

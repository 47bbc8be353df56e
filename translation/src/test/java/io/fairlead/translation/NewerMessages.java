package io.fairlead.translation;

import com.google.protobuf.Any;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import io.envoyproxy.envoy.config.common.matcher.v3.MatchPredicate;
import io.envoyproxy.envoy.config.route.v3.RateLimit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Envoy's messages with the fields that are newer than our copy of them, so that people can read
 * what is sent in them. What is still unknown then is a mistake.
 */
final class NewerMessages {

  private static final String BUDGETS = "envoy/config/cluster/v3/circuit_breaker.proto";
  private static final String HTTP =
      "envoy/extensions/upstreams/http/v3/http_protocol_options.proto";
  private static final String LIMITS =
      "envoy/extensions/filters/http/ratelimit/v3/rate_limit.proto";

  private final Map<String, FileDescriptor> files = new HashMap<>();

  /** The same message, with nothing in it unknown. */
  Message read(Message message, TypeRegistry types) {
    return known(message.toByteString(), newer(message.getDescriptorForType()), types);
  }

  Descriptor newer(Descriptor type) {
    Descriptor around = type.getContainingType();
    return around == null
        ? file(type.getFile()).findMessageTypeByName(type.getName())
        : newer(around).findNestedTypeByName(type.getName());
  }

  private static Message known(
      com.google.protobuf.ByteString bytes, Descriptor type, TypeRegistry types) {
    try {
      DynamicMessage message = DynamicMessage.parseFrom(type, bytes);
      check(message, types);
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a broken " + type.getFullName(), e);
    }
  }

  private static void check(Message message, TypeRegistry types)
      throws InvalidProtocolBufferException {
    String name = message.getDescriptorForType().getFullName();
    if (!message.getUnknownFields().asMap().isEmpty()) {
      throw new AssertionError(name + " has unknown fields " + message.getUnknownFields());
    }
    if (name.equals("google.protobuf.Any")) {
      Any any = Any.parseFrom(message.toByteString());
      Descriptor inner =
          any.getTypeUrl().isEmpty() ? null : types.getDescriptorForTypeUrl(any.getTypeUrl());
      if (inner != null) {
        known(any.getValue(), inner, types);
      }
    }
    for (Object value : message.getAllFields().values()) {
      for (Object item : value instanceof List<?> list ? list : List.of(value)) {
        if (item instanceof Message part) {
          check(part, types);
        }
      }
    }
  }

  private FileDescriptor file(FileDescriptor old) {
    FileDescriptor known = files.get(old.getName());
    if (known != null) {
      return known;
    }
    List<FileDescriptor> dependencies = new ArrayList<>();
    old.getDependencies().forEach(dependency -> dependencies.add(file(dependency)));
    FileDescriptorProto.Builder file = old.toProto().toBuilder();
    switch (old.getName()) {
      case BUDGETS -> {
        depend(file, dependencies, DurationProto.getDescriptor());
        nested(nested(message(file, "CircuitBreakers"), "Thresholds"), "RetryBudget")
            .addField(field("budget_interval", 3, ".google.protobuf.Duration"));
      }
      case HTTP -> {
        depend(file, dependencies, file(MatchPredicate.getDescriptor().getFile()));
        message(file, "HttpProtocolOptions")
            .addNestedType(
                DescriptorProto.newBuilder()
                    .setName("OutlierDetection")
                    .addField(
                        field(
                            "error_matcher", 1, ".envoy.config.common.matcher.v3.MatchPredicate")))
            .addField(
                field(
                    "outlier_detection",
                    8,
                    ".envoy.extensions.upstreams.http.v3.HttpProtocolOptions.OutlierDetection"));
      }
      case LIMITS -> {
        depend(file, dependencies, file(RateLimit.getDescriptor().getFile()));
        message(file, "RateLimit")
            .addField(
                field("rate_limits", 17, ".envoy.config.route.v3.RateLimit").toBuilder()
                    .setLabel(Label.LABEL_REPEATED));
      }
      default -> {}
    }
    try {
      FileDescriptor made =
          FileDescriptor.buildFrom(file.build(), dependencies.toArray(FileDescriptor[]::new));
      files.put(old.getName(), made);
      return made;
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException("extending " + old.getName(), e);
    }
  }

  private static void depend(
      FileDescriptorProto.Builder file, List<FileDescriptor> all, FileDescriptor another) {
    if (!file.getDependencyList().contains(another.getName())) {
      file.addDependency(another.getName());
      all.add(another);
    }
  }

  private static DescriptorProto.Builder message(FileDescriptorProto.Builder file, String name) {
    return file.getMessageTypeBuilderList().stream()
        .filter(type -> type.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static DescriptorProto.Builder nested(DescriptorProto.Builder type, String name) {
    return type.getNestedTypeBuilderList().stream()
        .filter(inner -> inner.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static FieldDescriptorProto field(String name, int number, String type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setLabel(Label.LABEL_OPTIONAL)
        .setType(Type.TYPE_MESSAGE)
        .setTypeName(type)
        .build();
  }
}

package io.fairlead.istioconfig.crd;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The schemas of messages that are written as one scalar, and of those that have no schema. */
final class WellKnownSchema {

  private static final String PACKAGE = "google.protobuf.";

  /** As {@code GoDuration} reads them: protobuf's 1.5s, and Go's 1h30m. */
  private static final String DURATION = "^(0|(([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|ms|s|m|h))+)$";

  private static final int LONGEST_DURATION = 40;

  private static final Set<String> BOXES =
      Set.of(
          "BoolValue",
          "StringValue",
          "BytesValue",
          "Int32Value",
          "Int64Value",
          "UInt32Value",
          "UInt64Value",
          "FloatValue",
          "DoubleValue");

  private WellKnownSchema() {}

  /** Empty for a message of ours. */
  static Optional<Map<String, Object>> of(Descriptor type) {
    if (!type.getFullName().startsWith(PACKAGE)) {
      return Optional.empty();
    }
    String name = type.getName();
    if (BOXES.contains(name)) {
      return Optional.of(ScalarSchema.of(type.findFieldByNumber(1)));
    }
    return Optional.of(
        switch (name) {
          case "Duration" -> duration();
          case "Timestamp" -> ScalarSchema.typed("string", "date-time");
          case "Struct" -> free();
          default -> throw new IllegalStateException("no schema is known of " + type.getFullName());
        });
  }

  private static Map<String, Object> duration() {
    Map<String, Object> schema = ScalarSchema.typed("string", "");
    schema.put("maxLength", LONGEST_DURATION);
    schema.put("pattern", DURATION);
    return schema;
  }

  private static Map<String, Object> free() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("x-kubernetes-preserve-unknown-fields", true);
    return schema;
  }
}

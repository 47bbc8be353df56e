package io.fairlead.istioconfig.crd;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schema of one scalar, with the bounds that its type has. */
final class ScalarSchema {

  private static final long MOST_UNSIGNED = 0xffff_ffffL;
  private static final long MOST_OF_PORTS = 65_535;

  private ScalarSchema() {}

  static Map<String, Object> of(FieldDescriptor field) {
    return switch (field.getType()) {
      case INT32, SINT32, SFIXED32 -> integer("int32", Integer.MIN_VALUE, Integer.MAX_VALUE);
      case UINT32, FIXED32 -> integer("int64", 0L, MOST_UNSIGNED);
      case INT64, SINT64, SFIXED64 -> typed("integer", "int64");
      // What is above the greatest signed number no API server can hold.
      case UINT64, FIXED64 -> integer("int64", 0L, Long.MAX_VALUE);
      case FLOAT -> typed("number", "float");
      case DOUBLE -> typed("number", "double");
      case BOOL -> typed("boolean", "");
      case STRING -> typed("string", "");
      case BYTES -> typed("string", "byte");
      case ENUM ->
          oneOf(
              field.getEnumType().getValues().stream().map(EnumValueDescriptor::getName).toList());
      case MESSAGE, GROUP -> throw new IllegalStateException(field.getFullName() + " is no scalar");
    };
  }

  /** 0 is what messages have where nothing was written, and some tools write it. */
  static Map<String, Object> port() {
    return integer("int64", 0L, MOST_OF_PORTS);
  }

  static Map<String, Object> typed(String type, String format) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    if (!format.isEmpty()) {
      schema.put("format", format);
    }
    return schema;
  }

  private static Map<String, Object> integer(String format, long least, long most) {
    Map<String, Object> schema = typed("integer", format);
    schema.put("minimum", least);
    if (most != Long.MAX_VALUE) {
      schema.put("maximum", most);
    }
    return schema;
  }

  static Map<String, Object> oneOf(List<String> values) {
    Map<String, Object> schema = typed("string", "");
    schema.put("enum", values);
    return schema;
  }
}

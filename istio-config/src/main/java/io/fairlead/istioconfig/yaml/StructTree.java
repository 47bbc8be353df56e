package io.fairlead.istioconfig.yaml;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@link StructReader} reads, as maps, lists and scalars. */
final class StructTree {

  /** Above, a double has no room for all whole numbers. */
  private static final double MAX_WHOLE = 1L << 53;

  private StructTree() {}

  static Map<String, @Nullable Object> of(Struct struct) {
    Map<String, @Nullable Object> tree = new TreeMap<>();
    struct.getFieldsMap().forEach((key, value) -> tree.put(key, of(value)));
    return tree;
  }

  private static @Nullable Object of(Value value) {
    return switch (value.getKindCase()) {
      case NULL_VALUE, KIND_NOT_SET -> null;
      case NUMBER_VALUE -> number(value.getNumberValue());
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case STRUCT_VALUE -> of(value.getStructValue());
      case LIST_VALUE -> list(value);
    };
  }

  private static Object list(Value value) {
    List<@Nullable Object> items = new ArrayList<>();
    value.getListValue().getValuesList().forEach(item -> items.add(of(item)));
    return items;
  }

  private static Object number(double number) {
    boolean isWhole = number == Math.rint(number) && Math.abs(number) < MAX_WHOLE;
    return isWhole ? (Object) (long) number : (Object) number;
  }
}

package io.fairlead.istioconfig.mcp;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.TreeSet;

/** Tells the fields that a newer peer sent and this version does not know. */
final class UnknownFields {

  private UnknownFields() {}

  static void tell(Message message, String path, McpFindings findings) {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      findings.warning(
          path,
          "the fields with the numbers "
              + new TreeSet<>(message.getUnknownFields().asMap().keySet())
              + " are newer than this version and have no effect: upgrade it");
    }
    message.getAllFields().forEach((field, value) -> tell(field, value, path, findings));
  }

  private static void tell(FieldDescriptor field, Object value, String path, McpFindings findings) {
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return;
    }
    String at = path.isEmpty() ? field.getJsonName() : path + "." + field.getJsonName();
    if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        tell((Message) items.get(i), at + "[" + i + "]", findings);
      }
    } else {
      tell((Message) value, at, findings);
    }
  }
}

package io.fairlead.api;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.Locale;

/** What of a proto file travels on the wire, as lines that a person can compare. */
final class WireText {

  private final StringBuilder out = new StringBuilder();

  private WireText() {}

  static String of(FileDescriptor file) {
    WireText text = new WireText();
    file.getServices().forEach(text::service);
    file.getMessageTypes().forEach(text::message);
    file.getEnumTypes().forEach(text::enumeration);
    return text.out.toString();
  }

  private void service(ServiceDescriptor service) {
    line("service", service.getFullName());
    for (MethodDescriptor method : service.getMethods()) {
      line(
          "  rpc",
          method.getName(),
          streamed(method.isClientStreaming(), method.getInputType()),
          "->",
          streamed(method.isServerStreaming(), method.getOutputType()));
    }
  }

  private static String streamed(boolean isStream, Descriptor type) {
    return (isStream ? "stream " : "") + type.getFullName();
  }

  private void message(Descriptor message) {
    if (message.getOptions().getMapEntry()) {
      return;
    }
    line("message", message.getFullName());
    for (FieldDescriptor field : message.getFields()) {
      line("  " + field.getNumber(), field.getName(), type(field), oneof(field));
    }
    message.getNestedTypes().forEach(this::message);
    message.getEnumTypes().forEach(this::enumeration);
  }

  private static String type(FieldDescriptor field) {
    if (field.isMapField()) {
      Descriptor entry = field.getMessageType();
      return "map<"
          + name(entry.findFieldByNumber(1))
          + ","
          + name(entry.findFieldByNumber(2))
          + ">";
    }
    return (field.isRepeated() ? "repeated " : "") + name(field);
  }

  private static String name(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getFullName();
      case ENUM -> field.getEnumType().getFullName();
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
          field.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String oneof(FieldDescriptor field) {
    return field.getContainingOneof() == null ? "" : "in " + field.getContainingOneof().getName();
  }

  private void enumeration(EnumDescriptor type) {
    line("enum", type.getFullName());
    type.getValues().forEach(value -> line("  " + value.getNumber(), value.getName()));
  }

  private void line(String... words) {
    out.append(String.join(" ", words).stripTrailing()).append('\n');
  }
}

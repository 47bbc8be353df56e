package io.fairlead.istioconfig.yaml;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Nearest;
import io.fairlead.model.ProblemCode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads one scalar as the value of a field; empty where it is none, with the problem told. */
final class ScalarReader {

  private final Reading reading;

  ScalarReader(Reading reading) {
    this.reading = reading;
  }

  Optional<Object> read(FieldDescriptor field, Node node, String path) {
    if (!(node instanceof ScalarNode scalar)) {
      return refuse(
          ProblemCode.WRONG_TYPE,
          path,
          node,
          "must be " + expected(field) + ", not " + Mappings.nounFor(node));
    }
    return switch (field.getJavaType()) {
      case INT, LONG -> new IntegerReader(reading).read(field, scalar, path);
      case FLOAT -> floating(scalar, path).map(Double::floatValue);
      case DOUBLE -> floating(scalar, path).map(Double::valueOf);
      case BOOLEAN -> bool(scalar, path);
      case STRING -> text(scalar, path).map(String::valueOf);
      case BYTE_STRING -> bytes(scalar, path);
      case ENUM -> enumeration(field.getEnumType(), scalar, path);
      case MESSAGE -> throw new IllegalStateException(field.getFullName() + " is no scalar");
    };
  }

  /** Text must look like text: an unquoted 1.10 is the number 1.1 to whoever reads it next. */
  Optional<String> text(ScalarNode scalar, String path) {
    if (scalar.getTag().equals(Tag.STR)) {
      return Optional.of(scalar.getValue());
    }
    String remedy = Mappings.isNull(scalar) ? ": write it or remove the key" : ": put it in quotes";
    return refuse(
        ProblemCode.WRONG_TYPE,
        path,
        scalar,
        "must be text, not " + Mappings.nounFor(scalar) + remedy);
  }

  Optional<Double> floating(ScalarNode scalar, String path) {
    boolean isNumber = scalar.getTag().equals(Tag.FLOAT) || scalar.getTag().equals(Tag.INT);
    if (isNumber) {
      try {
        double value = Double.parseDouble(scalar.getValue());
        if (Double.isFinite(value)) {
          return Optional.of(value);
        }
      } catch (NumberFormatException e) {
        // Such as .inf or 0x1f: told below, like everything else that is no decimal number.
      }
    }
    return refuse(
        ProblemCode.WRONG_TYPE,
        path,
        scalar,
        "must be a decimal number, not " + Mappings.nounFor(scalar));
  }

  private Optional<Object> bool(ScalarNode scalar, String path) {
    return scalar.getTag().equals(Tag.BOOL)
        ? Optional.of(Boolean.parseBoolean(scalar.getValue()))
        : refuse(
            ProblemCode.WRONG_TYPE,
            path,
            scalar,
            "must be true or false, not " + Mappings.nounFor(scalar));
  }

  private Optional<Object> bytes(ScalarNode scalar, String path) {
    try {
      return Optional.of(ByteString.copyFrom(Base64.getDecoder().decode(scalar.getValue())));
    } catch (IllegalArgumentException e) {
      return refuse(ProblemCode.WRONG_TYPE, path, scalar, "must be bytes in Base64, with padding");
    }
  }

  private Optional<Object> enumeration(EnumDescriptor type, ScalarNode scalar, String path) {
    List<String> names = type.getValues().stream().map(EnumValueDescriptor::getName).toList();
    EnumValueDescriptor value = type.findValueByName(scalar.getValue());
    if (value != null) {
      return Optional.of(value);
    }
    String name = scalar.getValue();
    return refuse(
        ProblemCode.UNKNOWN_VALUE,
        path,
        scalar,
        Excerpt.of(name) + " is not known here: " + Nearest.hint(name, names));
  }

  private <T> Optional<T> refuse(ProblemCode code, String path, Node node, String sentence) {
    reading.error(code, path, node, sentence);
    return Optional.empty();
  }

  private static String expected(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT, LONG, FLOAT, DOUBLE -> "a number";
      case BOOLEAN -> "true or false";
      case STRING -> "text";
      case BYTE_STRING -> "bytes in Base64";
      case ENUM -> "a name";
      case MESSAGE -> "a mapping";
    };
  }
}

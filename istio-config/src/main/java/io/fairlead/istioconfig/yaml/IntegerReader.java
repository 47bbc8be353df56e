package io.fairlead.istioconfig.yaml;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.fairlead.model.ProblemCode;
import java.math.BigInteger;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads whole numbers of each of protobuf's types, and tells those that do not fit. */
final class IntegerReader {

  private static final int MAX_DIGITS = 40;

  private final Reading reading;

  IntegerReader(Reading reading) {
    this.reading = reading;
  }

  Optional<Object> read(FieldDescriptor field, ScalarNode scalar, String path) {
    return decimal(scalar, path).flatMap(value -> fit(field, value, scalar, path));
  }

  /** A key of a map is text to YAML's users, with quotes or without. */
  Optional<Object> readKey(FieldDescriptor field, ScalarNode key, String path) {
    if (isDecimal(key.getValue())) {
      return fit(field, new BigInteger(key.getValue()), key, path);
    }
    return refuse(
        ProblemCode.WRONG_TYPE, key, path, "the key must be a whole number in decimal digits");
  }

  private Optional<BigInteger> decimal(ScalarNode scalar, String path) {
    if (scalar.getTag().equals(Tag.INT) && isDecimal(scalar.getValue())) {
      return Optional.of(new BigInteger(scalar.getValue()));
    }
    boolean isQuoted = !scalar.isPlain() && isDecimal(scalar.getValue());
    String remedy = isQuoted ? ": remove the quotes" : "";
    return refuse(
        ProblemCode.WRONG_TYPE,
        scalar,
        path,
        "must be a whole number in decimal digits, not " + Mappings.nounFor(scalar) + remedy);
  }

  /** A leading zero means octal to YAML 1.1 and nothing to 1.2, so it is not guessed at. */
  private static boolean isDecimal(String text) {
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    boolean isPlain = digits.length() == 1 || !digits.startsWith("0");
    return isPlain
        && !digits.isEmpty()
        && digits.length() <= MAX_DIGITS
        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private Optional<Object> fit(
      FieldDescriptor field, BigInteger value, ScalarNode scalar, String path) {
    boolean isLong = field.getJavaType() == FieldDescriptor.JavaType.LONG;
    int bits = isLong ? Long.SIZE : Integer.SIZE;
    BigInteger least = isUnsigned(field) ? BigInteger.ZERO : BigInteger.TWO.pow(bits - 1).negate();
    BigInteger most =
        BigInteger.TWO.pow(isUnsigned(field) ? bits : bits - 1).subtract(BigInteger.ONE);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      return refuse(
          ProblemCode.OUT_OF_RANGE,
          scalar,
          path,
          value + " is out of range: use " + least + " to " + most);
    }
    return Optional.of(isLong ? (Object) value.longValue() : (Object) value.intValue());
  }

  private static boolean isUnsigned(FieldDescriptor field) {
    return switch (field.getType()) {
      case UINT32, UINT64, FIXED32, FIXED64 -> true;
      case DOUBLE,
          FLOAT,
          INT64,
          INT32,
          BOOL,
          STRING,
          GROUP,
          MESSAGE,
          BYTES,
          ENUM,
          SFIXED32,
          SFIXED64,
          SINT32,
          SINT64 ->
          false;
    };
  }

  private <T> Optional<T> refuse(ProblemCode code, ScalarNode at, String path, String sentence) {
    reading.error(code, path, at, sentence);
    return Optional.empty();
  }
}

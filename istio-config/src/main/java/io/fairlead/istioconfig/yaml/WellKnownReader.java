package io.fairlead.istioconfig.yaml;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.fairlead.istioconfig.GoDuration;
import io.fairlead.model.ProblemCode;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the messages that are written as one scalar: durations, timestamps and boxed scalars. */
final class WellKnownReader {

  private static final String DURATION = "google.protobuf.Duration";
  private static final String TIMESTAMP = "google.protobuf.Timestamp";
  private static final Set<String> BOXES =
      Set.of(
          "google.protobuf.BoolValue",
          "google.protobuf.StringValue",
          "google.protobuf.BytesValue",
          "google.protobuf.Int32Value",
          "google.protobuf.Int64Value",
          "google.protobuf.UInt32Value",
          "google.protobuf.UInt64Value",
          "google.protobuf.FloatValue",
          "google.protobuf.DoubleValue");

  private final Reading reading;

  WellKnownReader(Reading reading) {
    this.reading = reading;
  }

  static boolean reads(Descriptor type) {
    String name = type.getFullName();
    return isDuration(type) || name.equals(TIMESTAMP) || BOXES.contains(name);
  }

  static boolean isDuration(Descriptor type) {
    return type.getFullName().equals(DURATION);
  }

  void read(Node node, Message.Builder target, String path) {
    Descriptor type = target.getDescriptorForType();
    if (BOXES.contains(type.getFullName())) {
      FieldDescriptor value = type.findFieldByNumber(1);
      new ScalarReader(reading)
          .read(value, node, path)
          .ifPresent(read -> target.setField(value, read));
    } else if (!(node instanceof ScalarNode scalar)) {
      reading.error(
          ProblemCode.WRONG_TYPE, path, node, "must be text, not " + Mappings.nounFor(node));
    } else if (isDuration(type)) {
      duration(scalar, path).ifPresent(d -> set(target, d.getSeconds(), d.getNano()));
    } else {
      timestamp(scalar, path).ifPresent(t -> set(target, t.getSeconds(), t.getNanos()));
    }
  }

  private static void set(Message.Builder target, long seconds, int nanos) {
    Descriptor type = target.getDescriptorForType();
    target.setField(type.findFieldByNumber(1), seconds);
    target.setField(type.findFieldByNumber(2), nanos);
  }

  private Optional<Duration> duration(ScalarNode scalar, String path) {
    Optional<Duration> parsed = GoDuration.parse(scalar.getValue());
    if (parsed.isEmpty()) {
      reading.error(
          ProblemCode.BAD_DURATION,
          path,
          scalar,
          "must be a duration such as 1.5s, 250ms or 1h30m, not " + Mappings.nounFor(scalar));
    }
    return parsed;
  }

  private Optional<Timestamp> timestamp(ScalarNode scalar, String path) {
    try {
      return Optional.of(Timestamps.parse(scalar.getValue()));
    } catch (ParseException | IllegalArgumentException e) {
      reading.error(
          ProblemCode.BAD_TIME, path, scalar, "must be a time such as 2026-11-22T10:00:00Z");
      return Optional.empty();
    }
  }
}

package io.fairlead.vmagent.discovery;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Builds a protobuf message field by field, without its class. */
public final class WireWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  /** As proto3 does, an empty string is left out. */
  public WireWriter string(int field, String value) {
    return value.isEmpty() ? this : write(() -> out.writeString(field, value));
  }

  /** An element of a repeated string, written even if empty. */
  public WireWriter element(int field, String value) {
    return write(() -> out.writeString(field, value));
  }

  public WireWriter number(int field, int value) {
    return write(() -> out.writeInt32(field, value));
  }

  /** A nested message, or bytes: they look alike on the wire. */
  public WireWriter bytes(int field, byte[] value) {
    return write(() -> out.writeByteArray(field, value));
  }

  public byte[] toBytes() {
    write(out::flush);
    return bytes.toByteArray();
  }

  private interface Step {
    void run() throws IOException;
  }

  private WireWriter write(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }
}

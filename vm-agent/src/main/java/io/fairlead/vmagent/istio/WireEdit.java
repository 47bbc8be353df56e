package io.fairlead.vmagent.istio;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes single fields of a message whose type nobody here knows: all others are copied as they
 * are, in their order.
 */
final class WireEdit {

  private WireEdit() {}

  /** What becomes of one value of a field: nothing, itself, or others. */
  interface Change {
    List<byte[]> of(byte[] value) throws IOException;
  }

  /** The same value, changed. */
  interface Inside {
    byte[] of(byte[] value) throws IOException;
  }

  static Change inside(Inside inside) {
    return value -> List.of(inside.of(value));
  }

  /**
   * @param changes by the numbers of fields that hold messages or text
   */
  static byte[] fields(byte[] message, Map<Integer, Change> changes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.length + 64);
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      Change change = changes.get(field);
      if (change == null
          || WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        in.skipField(tag, out);
        continue;
      }
      for (byte[] value : change.of(in.readByteArray())) {
        out.writeByteArray(field, value);
      }
    }
    out.flush();
    return bytes.toByteArray();
  }

  /** The last value of a field that holds a message or text, as protobuf reads it. */
  static Optional<byte[]> field(byte[] message, int number) throws IOException {
    Optional<byte[]> found = Optional.empty();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == number
          && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        found = Optional.of(in.readByteArray());
      } else {
        in.skipField(tag);
      }
    }
    return found;
  }
}

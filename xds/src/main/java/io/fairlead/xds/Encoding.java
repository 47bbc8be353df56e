package io.fairlead.xds;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;

/**
 * A resource as it stands in an answer, tag and length included. The messages of both protocols
 * have resources as field 2; the delta protocol's are {@code discovery.v3.Resource}, in which the
 * body is field 2 again. So the same bytes serve both: the state of the world takes a part of them.
 *
 * @param bytes the field of a delta answer: version, body, name
 * @param bodyStart where the field of a state-of-the-world answer begins
 * @param bodyEnd where it ends
 * @param valueStart where the body's value begins, which ends with the body
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are handed to the transport as they are.
public record Encoding(byte[] bytes, int bodyStart, int bodyEnd, int valueStart) {

  private static final int VERSION = 1;
  private static final int BODY = 2;
  private static final int NAME = 3;
  private static final int ANY_TYPE_URL = 1;
  private static final int ANY_VALUE = 2;

  /** {@code resources} in both messages, and {@code resource} in a delta's resource. */
  private static final int RESOURCES = 2;

  static Encoding of(String name, String version, String typeUrl, ByteString value) {
    int any = text(ANY_TYPE_URL, typeUrl) + (value.isEmpty() ? 0 : field(ANY_VALUE, value.size()));
    int message = text(VERSION, version) + field(BODY, any) + text(NAME, name);
    byte[] bytes = new byte[field(RESOURCES, message)];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeTag(RESOURCES, 2);
      out.writeUInt32NoTag(message);
      write(out, VERSION, version);
      int bodyStart = out.getTotalBytesWritten();
      out.writeTag(BODY, 2);
      out.writeUInt32NoTag(any);
      write(out, ANY_TYPE_URL, typeUrl);
      if (!value.isEmpty()) {
        out.writeBytes(ANY_VALUE, value);
      }
      int bodyEnd = out.getTotalBytesWritten();
      write(out, NAME, name);
      out.checkNoSpaceLeft();
      return new Encoding(bytes, bodyStart, bodyEnd, bodyEnd - value.size());
    } catch (IOException e) {
      throw new IllegalStateException("the sizes of a resource's fields do not add up", e);
    }
  }

  /** The size of a field of the given length, with its tag and length. */
  private static int field(int number, int length) {
    return CodedOutputStream.computeTagSize(number)
        + CodedOutputStream.computeUInt32SizeNoTag(length)
        + length;
  }

  private static int text(int number, String text) {
    return text.isEmpty() ? 0 : CodedOutputStream.computeStringSize(number, text);
  }

  private static void write(CodedOutputStream out, int number, String text) throws IOException {
    if (!text.isEmpty()) {
      out.writeString(number, text);
    }
  }
}

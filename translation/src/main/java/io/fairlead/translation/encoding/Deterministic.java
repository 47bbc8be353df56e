package io.fairlead.translation.encoding;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Serialises messages so that equal content has equal bytes: maps are written in the order of their
 * keys, inside every {@code Any} too. {@code Any.pack} promises neither.
 */
public final class Deterministic {

  private static final String TYPE_PREFIX = "type.googleapis.com/";

  private Deterministic() {}

  public static ByteString bytes(Message message) {
    byte[] bytes = new byte[message.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("serialising into memory", e);
    }
    out.checkNoSpaceLeft();
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  public static Any any(Message message) {
    return Any.newBuilder().setTypeUrl(typeUrl(message)).setValue(bytes(message)).build();
  }

  public static String typeUrl(Message message) {
    return TYPE_PREFIX + message.getDescriptorForType().getFullName();
  }
}

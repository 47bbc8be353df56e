package io.fairlead.translation;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.fairlead.translation.encoding.Deterministic;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A resource built and serialised once, shared by every proxy that sees it.
 *
 * @param version a hash of the content, equal on every replica and in every run
 */
public record EncodedResource(String name, String version, String typeUrl, ByteString value) {

  private static final int VERSION_BYTES = 8;

  /** Serialises {@code message} deterministically and derives its version from the bytes. */
  public static EncodedResource of(String name, Message message) {
    return of(name, Deterministic.typeUrl(message), Deterministic.bytes(message));
  }

  /** A resource of bytes that were serialised deterministically. */
  static EncodedResource of(String name, String typeUrl, ByteString value) {
    return new EncodedResource(name, version(value), typeUrl, value);
  }

  private static String version(ByteString value) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(value.asReadOnlyByteBuffer());
      return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package io.fairlead.vmagent.discovery;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Optional;

/** What a discovery response says about its stream. */
public record Response(String version, String typeUrl, String nonce) {

  /**
   * @throws IOException where the bytes are no such message
   */
  public static Response parse(byte[] message) throws IOException {
    String version = "";
    String typeUrl = "";
    String nonce = "";
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> version = in.readStringRequireUtf8();
        case 4 -> typeUrl = in.readStringRequireUtf8();
        case 5 -> nonce = in.readStringRequireUtf8();
        default -> in.skipField(tag);
      }
    }
    return new Response(version, typeUrl, nonce);
  }

  /** The body of the first resource: for types of which a host has one. */
  public static Optional<byte[]> firstResource(byte[] message, Variant variant) throws IOException {
    Optional<byte[]> element = field(message, 2);
    Optional<byte[]> any =
        variant == Variant.DELTA && element.isPresent() ? field(element.get(), 2) : element;
    return any.isEmpty() ? any : Optional.of(field(any.get(), 2).orElse(new byte[0]));
  }

  private static Optional<byte[]> field(byte[] message, int number) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == number) {
        return Optional.of(in.readByteArray());
      }
      in.skipField(tag);
    }
    return Optional.empty();
  }
}

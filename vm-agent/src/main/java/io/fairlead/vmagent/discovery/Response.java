package io.fairlead.vmagent.discovery;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * One resource.
   *
   * @param name empty where the dialect has none
   * @param version of this resource alone; empty where the dialect has none
   */
  public record Body(String name, String version, byte[] bytes) {}

  /** The first resource: for types of which a host has one. */
  public static Optional<Body> firstBody(byte[] message, Variant variant) throws IOException {
    Optional<byte[]> element = field(message, 2);
    if (element.isEmpty()) {
      return Optional.empty();
    }
    if (variant == Variant.STATE_OF_THE_WORLD) {
      return Optional.of(new Body("", "", value(element.get())));
    }
    return Optional.of(
        new Body(
            text(element.get(), 3),
            text(element.get(), 1),
            value(field(element.get(), 2).orElse(new byte[0]))));
  }

  /** The names of resources that are no more; in delta only. */
  public static List<String> removed(byte[] message) throws IOException {
    List<String> names = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 6) {
        names.add(in.readStringRequireUtf8());
      } else {
        in.skipField(tag);
      }
    }
    return List.copyOf(names);
  }

  /** What a google.protobuf.Any holds. */
  private static byte[] value(byte[] any) throws IOException {
    return field(any, 2).orElse(new byte[0]);
  }

  private static String text(byte[] message, int number) throws IOException {
    return new String(field(message, number).orElse(new byte[0]), StandardCharsets.UTF_8);
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

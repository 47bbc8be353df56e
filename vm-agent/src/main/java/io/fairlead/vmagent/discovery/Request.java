package io.fairlead.vmagent.discovery;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a discovery request says about its stream.
 *
 * @param names resource names asked for; in delta, those added
 * @param unsubscribed in delta, those given up
 * @param error why the last answer was refused; empty where it was not
 */
public record Request(
    String typeUrl, String nonce, List<String> names, List<String> unsubscribed, String error) {

  public Request {
    names = List.copyOf(names);
    unsubscribed = List.copyOf(unsubscribed);
  }

  /**
   * @throws IOException where the bytes are no such message
   */
  public static Request parse(byte[] message, Variant variant) throws IOException {
    String typeUrl = "";
    String nonce = "";
    String error = "";
    List<String> names = new ArrayList<>();
    List<String> unsubscribed = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      if (field == variant.requestType()) {
        typeUrl = in.readStringRequireUtf8();
      } else if (field == variant.requestNames()) {
        names.add(in.readStringRequireUtf8());
      } else if (field == variant.requestNonce()) {
        nonce = in.readStringRequireUtf8();
      } else if (field == variant.requestError()) {
        error = errorMessage(in.readByteArray());
      } else if (field == 4 && variant == Variant.DELTA) {
        unsubscribed.add(in.readStringRequireUtf8());
      } else {
        in.skipField(tag);
      }
    }
    return new Request(typeUrl, nonce, names, unsubscribed, error);
  }

  /** The sentence of a google.rpc.Status. */
  private static String errorMessage(byte[] status) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(status);
    String message = "no reason given";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 2) {
        message = in.readString();
      } else {
        in.skipField(tag);
      }
    }
    return message;
  }

  /**
   * Asks for a type whole, saying which resource of it is held: the empty list of names is the
   * wildcard.
   *
   * @param name what it is called; empty where it has no name, as in the state of the world
   * @param version empty where nothing is held
   */
  public static byte[] subscribe(Variant variant, String typeUrl, String name, String version) {
    WireWriter writer = new WireWriter();
    if (variant == Variant.STATE_OF_THE_WORLD) {
      writer.string(1, version);
    }
    writer.string(variant.requestType(), typeUrl);
    if (variant == Variant.DELTA && !name.isEmpty() && !version.isEmpty()) {
      writer.bytes(5, new WireWriter().string(1, name).string(2, version).toBytes());
    }
    return writer.toBytes();
  }

  public static byte[] accept(Variant variant, Response response) {
    WireWriter writer = new WireWriter();
    if (variant == Variant.STATE_OF_THE_WORLD) {
      writer.string(1, response.version());
    }
    return writer
        .string(variant.requestType(), response.typeUrl())
        .string(variant.requestNonce(), response.nonce())
        .toBytes();
  }

  public static byte[] refuse(
      Variant variant, String acceptedVersion, Response response, String reason) {
    WireWriter writer = new WireWriter();
    if (variant == Variant.STATE_OF_THE_WORLD) {
      writer.string(1, acceptedVersion);
    }
    return writer
        .string(variant.requestType(), response.typeUrl())
        .string(variant.requestNonce(), response.nonce())
        .bytes(variant.requestError(), status(3, reason))
        .toBytes();
  }

  /** News that is never answered: its type says what, an error says that it is not so. */
  public static byte[] report(Variant variant, String typeUrl, String error) {
    WireWriter writer = new WireWriter().string(variant.requestType(), typeUrl);
    if (!error.isEmpty()) {
      writer.bytes(variant.requestError(), status(13, error));
    }
    return writer.toBytes();
  }

  private static byte[] status(int code, String message) {
    return new WireWriter().number(1, code).string(2, message).toBytes();
  }
}

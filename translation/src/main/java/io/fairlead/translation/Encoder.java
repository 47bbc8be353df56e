package io.fairlead.translation;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.fairlead.translation.encoding.Concatenation;
import io.fairlead.translation.encoding.ResourceInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Turns inputs into encoded resources, each of them once. */
final class Encoder {

  private final ResourceCache cache;

  /** What a concatenation is kept by: two of equal bytes share them. */
  private record Content(String typeUrl, String name, String version) {}

  Encoder(ResourceCache cache) {
    this.cache = cache;
  }

  List<EncodedResource> encode(Collection<? extends ResourceInput> inputs) {
    return inputs.stream().map(this::encode).toList();
  }

  EncodedResource encode(ResourceInput input) {
    if (input instanceof Record key) {
      return cache.resource(key, () -> EncodedResource.of(input.name(), input.build()));
    }
    throw new IllegalStateException(input.getClass() + " is no record, so it cannot be a key");
  }

  EncodedResource encode(Concatenation whole) {
    List<ByteString> pieces = new ArrayList<>(whole.pieces().size());
    String typeUrl = "";
    int size = 0;
    for (ResourceInput input : whole.pieces()) {
      EncodedResource piece = encode(input);
      typeUrl = piece.typeUrl();
      pieces.add(piece.value());
      size += piece.value().size();
    }
    byte[] bytes = new byte[size];
    int written = 0;
    for (ByteString piece : pieces) {
      piece.copyTo(bytes, written);
      written += piece.size();
    }
    EncodedResource made =
        EncodedResource.of(whole.name(), typeUrl, UnsafeByteOperations.unsafeWrap(bytes));
    return cache.resource(new Content(typeUrl, whole.name(), made.version()), () -> made);
  }
}

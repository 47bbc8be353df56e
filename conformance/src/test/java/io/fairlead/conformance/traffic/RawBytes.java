package io.fairlead.conformance.traffic;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Messages of gRPC as they are: the tables are about calls, not about what they carry. */
final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {

  /** A method by its path, such as {@code /shop.Api/Get}. */
  static MethodDescriptor<byte[], byte[]> method(String path) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(path.substring(1))
        .setRequestMarshaller(new RawBytes())
        .setResponseMarshaller(new RawBytes())
        .build();
  }

  @Override
  public InputStream stream(byte[] value) {
    return new ByteArrayInputStream(value);
  }

  @Override
  public byte[] parse(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading a message", e);
    }
  }
}

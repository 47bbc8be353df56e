package io.fairlead.benchmarks.simulator;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The one buffer into which every answer of the fleet is read. An answer is handled before the next
 * one is read, since both happen on the one event loop.
 */
final class Received {

  private byte[] bytes = new byte[1 << 20];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  MethodDescriptor<byte[], Received> method(String name) {
    return MethodDescriptor.<byte[], Received>newBuilder()
        .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
        .setFullMethodName(
            MethodDescriptor.generateFullMethodName(
                "envoy.service.discovery.v3.AggregatedDiscoveryService", name))
        .setRequestMarshaller(new Sending())
        .setResponseMarshaller(new Reading())
        .build();
  }

  private Received read(InputStream stream) {
    try {
      length = 0;
      if (stream instanceof KnownLength && stream.available() > bytes.length) {
        bytes = new byte[2 * stream.available()];
      }
      int read = stream.read(bytes, 0, bytes.length);
      while (read >= 0) {
        length += read;
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, 2 * length);
        }
        read = stream.read(bytes, length, bytes.length - length);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("reading an answer", e);
    }
  }

  private final class Reading implements MethodDescriptor.Marshaller<Received> {

    @Override
    public InputStream stream(Received ignored) {
      throw new IllegalStateException("a proxy sends no answers");
    }

    @Override
    public Received parse(InputStream stream) {
      return read(stream);
    }
  }

  private static final class Sending implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream ignored) {
      throw new IllegalStateException("a proxy reads no requests");
    }
  }
}

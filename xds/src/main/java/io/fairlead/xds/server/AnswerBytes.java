package io.fairlead.xds.server;

import com.google.protobuf.CodedOutputStream;
import io.fairlead.xds.Encoding;
import io.fairlead.xds.Resource;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the transport takes it: a few bytes of its own, and between them the resources' own
 * arrays, which all streams share. The two protocols' messages number these fields alike: 1 is the
 * version, 2 a resource, 4 the type, 5 the nonce, 6 a removed name.
 */
final class AnswerBytes extends InputStream implements Drainable, KnownLength {

  private static final int VERSION = 1;
  private static final int TYPE = 4;
  private static final int NONCE = 5;
  private static final int REMOVED = 6;

  private static final byte[] NOTHING = {};
  private static final int CUT = -1;

  private final StreamState.Mode mode;
  private final byte[] head;
  private final List<Resource> resources;
  private final byte[] tail;
  private final int size;

  /** Where it is read byte by byte, which only a transport in this process does. */
  private @Nullable InputStream whole;

  private boolean isDrained;

  private AnswerBytes(
      StreamState.Mode mode, byte[] head, List<Resource> resources, byte[] tail, int size) {
    this.mode = mode;
    this.head = head;
    this.resources = resources;
    this.tail = tail;
    this.size = size;
  }

  static AnswerBytes of(StreamState.Mode mode, Answer answer) {
    return of(mode, answer, "");
  }

  /**
   * @param answerer who answers; empty where that is not told
   */
  static AnswerBytes of(StreamState.Mode mode, Answer answer, String answerer) {
    byte[] head = fields(out -> out.writeString(VERSION, answer.version()));
    byte[] tail =
        fields(
            out -> {
              out.writeString(TYPE, answer.type().url());
              out.writeString(NONCE, answer.nonce());
              for (String name : answer.removed()) {
                out.writeString(REMOVED, name);
              }
              if (!answerer.isEmpty()) {
                out.writeByteArray(controlPlane(mode), fields(it -> it.writeString(1, answerer)));
              }
            });
    long size = (long) head.length + tail.length;
    for (Resource resource : answer.resources()) {
      size += size(mode, resource.encoding());
    }
    return new AnswerBytes(mode, head, answer.resources(), tail, Math.toIntExact(size));
  }

  /** What to write, which may fail only as a stream of bytes may. */
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] fields(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes, 128);
      fields.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes whatever is written", e);
    }
    return bytes.toByteArray();
  }

  private static int controlPlane(StreamState.Mode mode) {
    return switch (mode) {
      case DELTA -> 7;
      case STATE_OF_THE_WORLD -> 6;
    };
  }

  private static int size(StreamState.Mode mode, Encoding encoding) {
    return switch (mode) {
      case DELTA -> encoding.bytes().length;
      case STATE_OF_THE_WORLD -> encoding.bodyEnd() - encoding.bodyStart();
    };
  }

  /**
   * An answer at which the transport gives the stream up, with all that it has not written. There
   * is no other way to make it forget that: a status waits until what is before it was read.
   */
  static AnswerBytes cutting() {
    return new AnswerBytes(StreamState.Mode.DELTA, NOTHING, List.of(), NOTHING, CUT);
  }

  boolean isCutting() {
    return size == CUT;
  }

  int size() {
    return size;
  }

  @Override
  public int drainTo(OutputStream target) throws IOException {
    if (isDrained) {
      return 0;
    }
    isDrained = true;
    target.write(head);
    for (Resource resource : resources) {
      Encoding encoding = resource.encoding();
      int start = mode == StreamState.Mode.DELTA ? 0 : encoding.bodyStart();
      target.write(encoding.bytes(), start, size(mode, encoding));
    }
    target.write(tail);
    return size;
  }

  @Override
  public int available() throws IOException {
    if (whole != null) {
      return whole.available();
    }
    return isDrained ? 0 : size;
  }

  @Override
  public int read() throws IOException {
    return whole().read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return whole().read(target, offset, length);
  }

  private InputStream whole() throws IOException {
    InputStream known = whole;
    if (known == null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(isDrained ? 0 : size);
      drainTo(bytes);
      known = new ByteArrayInputStream(bytes.toByteArray());
      whole = known;
    }
    return known;
  }
}

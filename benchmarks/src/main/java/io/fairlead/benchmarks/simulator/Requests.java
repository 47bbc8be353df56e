package io.fairlead.benchmarks.simulator;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Writes discovery requests of both protocols, field by field. */
final class Requests {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, 512);

  /** The fields of the two request messages that a proxy sets. */
  private enum Form {
    DELTA(1, 2, 3, 6),
    WORLD(2, 4, 3, 5);

    private final int node;
    private final int type;
    private final int names;
    private final int nonce;

    Form(int node, int type, int names, int nonce) {
      this.node = node;
      this.type = type;
      this.names = names;
      this.nonce = nonce;
    }
  }

  private final Form form;

  private Requests(Form form) {
    this.form = form;
  }

  static Requests delta() {
    return new Requests(Form.DELTA);
  }

  static Requests world() {
    return new Requests(Form.WORLD);
  }

  Requests node(byte[] node) {
    return write(() -> out.writeByteArray(form.node, node));
  }

  Requests type(XdsType type) {
    return write(() -> out.writeString(form.type, type.url()));
  }

  Requests nonce(byte[] nonce) {
    return write(() -> out.writeByteArray(form.nonce, nonce));
  }

  /** Of the state-of-the-world protocol: the version accepted last. */
  Requests version(byte[] version) {
    return write(() -> out.writeByteArray(1, version));
  }

  Requests name(String name) {
    return write(() -> out.writeByteArray(form.names, name.getBytes(StandardCharsets.UTF_8)));
  }

  /** Names to ask for; of the state-of-the-world protocol all of them. */
  Requests names(BitSet ids, Interned names) {
    return write(
        () -> {
          for (int id = ids.nextSetBit(0); id >= 0; id = ids.nextSetBit(id + 1)) {
            out.writeByteArray(form.names, names.bytes(id));
          }
        });
  }

  Requests unsubscribe(BitSet ids, Interned names) {
    return write(
        () -> {
          for (int id = ids.nextSetBit(0); id >= 0; id = ids.nextSetBit(id + 1)) {
            out.writeByteArray(4, names.bytes(id));
          }
        });
  }

  /** What a proxy holds from an earlier stream. */
  Requests initialVersions(Holding holding, Interned names, Interned versions) {
    return write(
        () ->
            holding.forEachName(
                name -> initialVersion(names.bytes(name), versions.bytes(holding.version(name)))));
  }

  private void initialVersion(byte[] name, byte[] version) {
    write(
        () -> {
          out.writeTag(5, 2);
          out.writeUInt32NoTag(
              CodedOutputStream.computeByteArraySize(1, name)
                  + CodedOutputStream.computeByteArraySize(2, version));
          out.writeByteArray(1, name);
          out.writeByteArray(2, version);
        });
  }

  byte[] done() {
    write(out::flush);
    return bytes.toByteArray();
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  private Requests write(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory", e);
    }
  }
}

package io.fairlead.benchmarks.simulator;

import java.util.Arrays;
import java.util.zip.CRC32C;

/** The envelope of one answer; both protocols use the same field numbers for what is read here. */
final class Answer {

  private static final int VERSION = 1;
  private static final int RESOURCES = 2;
  private static final int TYPE = 4;
  private static final int NONCE = 5;
  private static final int REMOVED = 6;

  private final byte[] bytes;
  private final int length;
  private byte[] version = new byte[0];
  private byte[] nonce = new byte[0];
  private final XdsType type;

  /** Takes what an answer holds, by the numbers of the catalog. */
  interface Sink {

    void resource(XdsType type, int name, int version);

    void removed(XdsType type, int name);
  }

  Answer(Received received) {
    this.bytes = received.bytes();
    this.length = received.length();
    XdsType found = null;
    WireReader in = new WireReader(bytes, 0, length);
    while (in.next()) {
      switch (in.field()) {
        case VERSION -> version = Arrays.copyOfRange(bytes, in.start(), in.end());
        case NONCE -> nonce = Arrays.copyOfRange(bytes, in.start(), in.end());
        case TYPE -> found = XdsType.of(bytes, in.start(), in.end()).orElse(null);
        default -> {}
      }
    }
    if (found == null) {
      throw new IllegalStateException("an answer is of a type that was not asked for");
    }
    this.type = found;
  }

  XdsType type() {
    return type;
  }

  byte[] nonce() {
    return nonce;
  }

  byte[] version() {
    return version;
  }

  int length() {
    return length;
  }

  /** Of a delta answer. */
  void deltaInto(Sink sink, Catalog catalog) {
    WireReader in = new WireReader(bytes, 0, length);
    while (in.next()) {
      if (in.field() == RESOURCES) {
        wrapped(in.inside(), sink, catalog);
      } else if (in.field() == REMOVED) {
        sink.removed(type, catalog.names(type).id(bytes, in.start(), in.end()));
      }
    }
  }

  private void wrapped(WireReader wrapper, Sink sink, Catalog catalog) {
    int name = 0;
    int known = 0;
    int from = 0;
    int to = 0;
    while (wrapper.next()) {
      switch (wrapper.field()) {
        case 1 -> known = catalog.versions().id(bytes, wrapper.start(), wrapper.end());
        case 2 -> {
          from = wrapper.start();
          to = wrapper.end();
        }
        case 3 -> name = catalog.names(type).id(bytes, wrapper.start(), wrapper.end());
        default -> {}
      }
    }
    learn(name, known, new WireReader(bytes, from, to), catalog);
    sink.resource(type, name, known);
  }

  private void learn(int name, int known, WireReader any, Catalog catalog) {
    while (any.next()) {
      if (any.field() == 2) {
        catalog.learn(type, name, known, bytes, any.start(), any.end());
      }
    }
  }

  /** Of a state-of-the-world answer, where a checksum of the body has to stand for its version. */
  void worldInto(Sink sink, Catalog catalog) {
    CRC32C checksum = new CRC32C();
    WireReader in = new WireReader(bytes, 0, length);
    while (in.next()) {
      if (in.field() == RESOURCES) {
        WireReader any = in.inside();
        while (any.next()) {
          if (any.field() == 2) {
            checksum.reset();
            checksum.update(bytes, any.start(), any.end() - any.start());
            int known = (int) checksum.getValue() | 1;
            int name =
                type == XdsType.NDS
                    ? catalog.names(type).id("")
                    : BodyScan.name(bytes, any.start(), any.end(), catalog.names(type));
            catalog.learn(type, name, known, bytes, any.start(), any.end());
            sink.resource(type, name, known);
          }
        }
      }
    }
  }
}

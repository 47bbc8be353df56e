package io.fairlead.benchmarks.simulator;

/** Walks over the fields of one protobuf message inside a byte array, and copies nothing. */
final class WireReader {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int limit;
  private int position;
  private int field;
  private int start;
  private int end;
  private long number;

  WireReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.limit = to;
  }

  /** Moves to the next field; false at the end. */
  boolean next() {
    if (position >= limit) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    switch ((int) tag & 7) {
      case VARINT -> number = varint();
      case FIXED64 -> position += Long.BYTES;
      case BYTES -> {
        int length = (int) varint();
        start = position;
        end = position + length;
        position = end;
      }
      case FIXED32 -> position += Integer.BYTES;
      default -> throw new IllegalStateException("wire type " + (tag & 7) + " is not in use");
    }
    if (position > limit) {
      throw new IllegalStateException("field " + field + " ends behind its message");
    }
    return true;
  }

  int field() {
    return field;
  }

  /** Where the bytes of a string or message begin. */
  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** The value of a number. */
  long number() {
    return number;
  }

  /** The message in the current field. */
  WireReader inside() {
    return new WireReader(bytes, start, end);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalStateException("a number is longer than ten bytes");
  }
}

package io.fairlead.benchmarks.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gives each distinct text a number, once for the whole fleet; 0 stands for none. */
final class Interned {

  private byte[][] texts = new byte[1 << 10][];
  private int[] slots = new int[1 << 11];
  private int last;

  int id(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return id(bytes, 0, bytes.length);
  }

  int id(byte[] bytes, int from, int to) {
    int slot = slot(bytes, from, to);
    if (slots[slot] != 0) {
      return slots[slot];
    }
    last++;
    if (last == texts.length) {
      texts = Arrays.copyOf(texts, 2 * texts.length);
    }
    texts[last] = Arrays.copyOfRange(bytes, from, to);
    slots[slot] = last;
    if (2 * last > slots.length) {
      grow();
    }
    return last;
  }

  byte[] bytes(int id) {
    return texts[id];
  }

  String text(int id) {
    return new String(texts[id], StandardCharsets.UTF_8);
  }

  /** The greatest number given so far. */
  int last() {
    return last;
  }

  private int slot(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (slots.length - 1);
    while (slots[slot] != 0) {
      byte[] known = texts[slots[slot]];
      if (Arrays.equals(known, 0, known.length, bytes, from, to)) {
        return slot;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int id = 1; id <= last; id++) {
      slots[slot(texts[id], 0, texts[id].length)] = id;
    }
  }
}

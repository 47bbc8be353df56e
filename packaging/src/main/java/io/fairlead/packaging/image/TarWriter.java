package io.fairlead.packaging.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes an archive in the ustar format (POSIX.1-1988), all of whose files are root's. */
final class TarWriter implements AutoCloseable {

  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int PREFIX = 155;
  private static final int PREFIX_AT = 345;
  private static final int CHECKSUM_AT = 148;

  private final OutputStream out;
  private final long seconds;

  /** What an entry is. */
  enum Kind {
    FILE('0'),
    LINK('2'),
    DIRECTORY('5');

    private final char flag;

    Kind(char flag) {
      this.flag = flag;
    }
  }

  /**
   * @param seconds the time of every entry
   */
  TarWriter(OutputStream out, long seconds) {
    this.out = out;
    this.seconds = seconds;
  }

  /** A file; {@code content} must give as many bytes as were told. */
  void file(String name, int mode, long size, Content content) throws IOException {
    header(Kind.FILE, name, mode, size, "");
    content.writeTo(out);
    int rest = (int) (size % BLOCK);
    if (rest > 0) {
      out.write(new byte[BLOCK - rest]);
    }
  }

  void file(String name, byte[] content) throws IOException {
    file(name, 0644, content.length, to -> to.write(content));
  }

  void directory(String name, int mode) throws IOException {
    header(Kind.DIRECTORY, name + "/", mode, 0, "");
  }

  void link(String name, String target) throws IOException {
    header(Kind.LINK, name, 0777, 0, target);
  }

  /** Where the bytes of a file come from. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private void header(Kind kind, String name, int mode, long size, String target)
      throws IOException {
    byte[] block = new byte[BLOCK];
    int split = split(name);
    text(block, 0, NAME, name.substring(split == 0 ? 0 : split + 1));
    text(block, PREFIX_AT, PREFIX, name.substring(0, split));
    text(block, 100, 8, "%07o".formatted(mode));
    text(block, 108, 8, "0000000");
    text(block, 116, 8, "0000000");
    text(block, 124, 12, "%011o".formatted(size));
    text(block, 136, 12, "%011o".formatted(seconds));
    Arrays.fill(block, CHECKSUM_AT, CHECKSUM_AT + 8, (byte) ' ');
    block[156] = (byte) kind.flag;
    text(block, 157, NAME, target);
    text(block, 257, 6, "ustar");
    text(block, 263, 2, "00");
    int sum = 0;
    for (byte each : block) {
      sum += each & 0xff;
    }
    text(block, CHECKSUM_AT, 8, "%06o\0".formatted(sum));
    out.write(block);
  }

  /** Where a long name is cut at a slash into two fields; 0 where it fits into one. */
  private static int split(String name) throws IOException {
    if (length(name) <= NAME) {
      return 0;
    }
    for (int at = name.indexOf('/');
        at >= 0 && at < name.length() - 1;
        at = name.indexOf('/', at + 1)) {
      if (length(name.substring(at + 1)) <= NAME
          && at > 0
          && length(name.substring(0, at)) <= PREFIX) {
        return at;
      }
    }
    throw new IOException("the name is too long for an archive: " + name);
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void text(byte[] block, int at, int room, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > room) {
      throw new IOException("does not fit into an archive's header: " + text);
    }
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  /** Two empty blocks end an archive; the stream below is left open. */
  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.flush();
  }
}

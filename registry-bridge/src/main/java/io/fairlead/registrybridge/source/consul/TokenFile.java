package io.fairlead.registrybridge.source.consul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.locks.ReentrantLock;

/** The ACL token of a file, read again when the file changes; never kept anywhere else. */
final class TokenFile {

  private static final int LARGEST = 4096;

  private final Path path;
  private final ReentrantLock lock = new ReentrantLock();

  /** Owned by {@link #lock}, as is the next field. */
  private FileTime read = FileTime.fromMillis(-1);

  private String token = "";

  TokenFile(Path path) {
    this.path = path;
  }

  /** The token as it stands in the file now, without the white space around it. */
  String token() throws IOException {
    lock.lock();
    try {
      FileTime modified = Files.getLastModifiedTime(path);
      if (!modified.equals(read)) {
        token = read(path);
        read = modified;
      }
      return token;
    } finally {
      lock.unlock();
    }
  }

  private static String read(Path path) throws IOException {
    if (Files.size(path) > LARGEST) {
      throw new IOException("the token file " + path + " is larger than a token");
    }
    String text = Files.readString(path).strip();
    if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IOException("the token file " + path + " does not hold one token in one line");
    }
    return text;
  }
}

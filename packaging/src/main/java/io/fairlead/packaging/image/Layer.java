package io.fairlead.packaging.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A directory as a layer of an image.
 *
 * @param diffId digest of the archive before it was compressed
 */
record Layer(Blob blob, String diffId) {

  private static final String MEDIA_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";

  /** Everybody may write there, and takes away only what is his own. */
  private static final Set<String> SHARED = Set.of("tmp");

  /**
   * @param file where the layer is written
   * @param seconds the time of every file
   */
  static Layer of(Path directory, Path file, long seconds) throws IOException {
    MessageDigest packed = Digests.sha256();
    MessageDigest plain = Digests.sha256();
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream counted = new DigestOutputStream(new BufferedOutputStream(out), packed);
        OutputStream gzip = new GZIPOutputStream(counted, 1 << 16);
        DigestOutputStream content = new DigestOutputStream(gzip, plain)) {
      write(directory, content, seconds);
    }
    return new Layer(new Blob(MEDIA_TYPE, Digests.hex(packed), file), Digests.hex(plain));
  }

  private static void write(Path directory, OutputStream out, long seconds) throws IOException {
    try (TarWriter tar = new TarWriter(out, seconds)) {
      for (Path path : below(directory)) {
        String name = directory.relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
          tar.link(name, Files.readSymbolicLink(path).toString());
        } else if (Files.isDirectory(path)) {
          tar.directory(name, SHARED.contains(name) ? 01777 : mode(path));
        } else {
          tar.file(name, mode(path), Files.size(path), to -> Files.copy(path, to));
        }
      }
    }
  }

  /** Sorted, so that a directory comes before what is in it. */
  private static List<Path> below(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory, new FileVisitOption[0])) {
      return all.filter(path -> !path.equals(directory)).sorted().toList();
    }
  }

  private static int mode(Path path) throws IOException {
    int mode = 0;
    for (PosixFilePermission permission :
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)) {
      mode |= 0400 >> permission.ordinal();
    }
    return mode;
  }
}

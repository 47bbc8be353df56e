package io.fairlead.packaging.trim;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A jar's files by name, in the order of their names.
 *
 * @param name the file name, such as {@code guava-33.jar}
 */
record Jar(String name, Map<String, byte[]> files) {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /** Zip knows no time before 1980; this one stands in every entry. */
  private static final LocalDateTime TIME = LocalDateTime.of(2020, 1, 1, 0, 0);

  Jar {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  static Jar read(Path file) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory()) {
          files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
      }
    }
    return new Jar(file.getFileName().toString(), files);
  }

  /** Writes the jar without compression: the package compresses better, the JVM starts sooner. */
  void write(Path directory) throws IOException {
    try (OutputStream stream = Files.newOutputStream(directory.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      if (files.containsKey(MANIFEST)) {
        put(zip, MANIFEST);
      }
      for (String file : files.keySet()) {
        if (!file.equals(MANIFEST)) {
          put(zip, file);
        }
      }
    }
  }

  private void put(ZipOutputStream zip, String file) throws IOException {
    byte[] bytes = files.getOrDefault(file, new byte[0]);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(file);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}

package io.fairlead.packaging.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file of an image, known by its content.
 *
 * @param mediaType as the manifest names it
 * @param digest SHA-256 of the file, in hexadecimal digits
 */
record Blob(String mediaType, String digest, Path file) {

  long size() throws IOException {
    return Files.size(file);
  }
}

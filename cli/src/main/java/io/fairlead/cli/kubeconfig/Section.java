package io.fairlead.cli.kubeconfig;

import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.tree.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * One entry of a kubeconfig.
 *
 * @param place for messages, such as {@code user 'admin' of /root/.kube/config}
 * @param directory where its relative paths begin
 */
record Section(String place, Path directory, Tree fields) {

  static final Section NONE = new Section("", Path.of(""), Tree.EMPTY);

  private static final long LARGEST = 1 << 20;

  String text(String key) {
    return fields.at(key).text();
  }

  Path path(String key) {
    return directory.resolve(text(key));
  }

  /** What {@code key-data} holds, or else the file that {@code key} names; empty for neither. */
  String content(String key) {
    String data = text(key + "-data");
    if (!data.isEmpty()) {
      try {
        return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw Failure.usage("%s: %s-data is not base64: write it anew".formatted(place, key));
      }
    }
    return file(key);
  }

  /** The text of the file that {@code key} names; empty where it names none. */
  String file(String key) {
    return text(key).isEmpty() ? "" : read(path(key), place + ": " + key);
  }

  static String read(Path file, String what) {
    try {
      if (Files.size(file) > LARGEST) {
        throw Failure.usage("%s: %s is larger than 1 MiB".formatted(what, file));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw Failure.usage(
          "%s: cannot read %s (%s): look at its path, mode and encoding"
              .formatted(what, file, e.getClass().getSimpleName()));
    }
  }
}

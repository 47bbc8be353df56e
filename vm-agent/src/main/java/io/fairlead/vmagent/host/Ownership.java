package io.fairlead.vmagent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Gives files that root has made to the user who will need them. */
public final class Ownership {

  private Ownership() {}

  /**
   * The directory and the files directly in it; nothing where no user is named or we are not root.
   */
  public static void give(Path directory, String user) throws IOException {
    if (user.isEmpty() || !isRoot()) {
      return;
    }
    int number = Accounts.user(user, new Commands());
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = Stream.concat(Stream.of(directory), files).toList();
      for (Path path : all) {
        Files.setAttribute(path, "unix:uid", number, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  public static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }
}

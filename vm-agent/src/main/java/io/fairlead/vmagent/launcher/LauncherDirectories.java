package io.fairlead.vmagent.launcher;

import io.fairlead.vmagent.envoy.RuntimePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Makes the runtime directory as systemd-tmpfiles would: the agent's own, with the proxy's group on
 * all that is made in it (set-group-id), where one cannot take away what is the other's (sticky).
 */
final class LauncherDirectories {

  private static final int SHARED = 03770;
  private static final int READ_BY_PROXY = 02750;
  private static final int PRIVATE = 0700;

  private LauncherDirectories() {}

  /** The directory of the launcher's own notes. */
  static Path create(RuntimePaths paths, Launcher.Account agent, Launcher.Account proxy)
      throws IOException {
    create(paths.directory(), SHARED, agent, proxy);
    create(paths.envoyDirectory(), READ_BY_PROXY, agent, proxy);
    create(paths.captureDirectory(), PRIVATE, agent, agent);
    create(paths.controlDirectory(), PRIVATE, agent, agent);
    Launcher.Account self = Launcher.Account.SELF;
    create(paths.directory().resolve("log"), PRIVATE, self, self);
    Path own = paths.directory().resolve("launcher");
    create(own, PRIVATE, self, self);
    return own;
  }

  private static void create(
      Path directory, int mode, Launcher.Account owner, Launcher.Account group) throws IOException {
    Files.createDirectories(directory);
    if (owner.user().isPresent()) {
      set(directory, "unix:uid", owner.user().get());
    }
    if (group.group().isPresent()) {
      set(directory, "unix:gid", group.group().get());
    }
    set(directory, "unix:mode", mode);
  }

  private static void set(Path directory, String attribute, int value) throws IOException {
    Files.setAttribute(directory, attribute, value, LinkOption.NOFOLLOW_LINKS);
  }
}

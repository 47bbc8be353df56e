package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.RunningProcess;
import io.fairlead.testenv.process.TestEnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a host finds in its own files, and how a process is started with a log there. */
final class HostFiles {

  /**
   * Arguments: directory with the files of {@code /etc}, address, gateway, then every path that all
   * users of the host must be able to reach. A checkout may lie in somebody's private directory:
   * there the way to it is laid anew, for this host only, and the directory itself keeps its
   * permissions.
   */
  static final String SETUP =
      """
      etc=$1 address=$2 gateway=$3; shift 3
      hostname "$0"
      ip link set lo up
      ip addr add "$address/24" dev eth0
      ip link set eth0 up
      ip route add default via "$gateway"
      mount -t tmpfs -o mode=755 tmpfs /run
      mkdir -m 1777 /run/lock
      for file in resolv.conf hosts passwd group; do
        target=$(readlink -m "/etc/$file")
        mkdir -p "$(dirname "$target")"
        [ -e "$target" ] || touch "$target"
        mount --bind "$etc/$file" "$target"
      done
      is_open() { [ $((0$(stat -c %a "$1") & 1)) = 1 ]; }
      reach() {
        local goal=$1 above=$2 next hold entry
        if ! is_open "$above"; then
          hold=$(mktemp -d /run/hold.XXXXXX)
          mount --bind "$above" "$hold"
          mount -t tmpfs -o mode=755 tmpfs "$above"
          for entry in "$hold"/* "$hold"/.[!.]*; do
            if [ -d "$entry" ] && [ ! -L "$entry" ]; then
              mkdir "$above/${entry##*/}"
              mount --rbind "$entry" "$above/${entry##*/}"
            elif [ -f "$entry" ]; then
              touch "$above/${entry##*/}"
              mount --bind "$entry" "$above/${entry##*/}"
            fi
          done
        fi
        [ "$goal" != "$above" ] || return 0
        next=${goal#"${above%/}/"}
        reach "$goal" "${above%/}/${next%%/*}"
      }
      for path in "$@"; do
        [ ! -e "$path" ] || reach "$path" /
      done
      """;

  private HostFiles() {}

  static void write(Path directory, String name, String address, String nameServer) {
    Path etc = directory.resolve("etc");
    try {
      Files.createDirectories(etc);
      Files.writeString(etc.resolve("resolv.conf"), "nameserver %s\n".formatted(nameServer));
      Files.writeString(
          etc.resolve("hosts"), "127.0.0.1 localhost\n%s %s\n".formatted(address, name));
      Files.writeString(etc.resolve("passwd"), accounts("%1$s:x:%2$d:%2$d::/:/usr/sbin/nologin\n"));
      Files.writeString(etc.resolve("group"), accounts("%1$s:x:%2$d:\n"));
    } catch (IOException e) {
      throw new TestEnvironmentException("The files of host %s cannot be made".formatted(name), e);
    }
  }

  private static String accounts(String format) {
    StringBuilder lines = new StringBuilder();
    for (User user : User.values()) {
      lines.append(format.formatted(user.account(), user.id()));
    }
    return lines.append(format.formatted("nobody", 65534)).toString();
  }

  static RunningProcess start(
      String host, String name, List<String> command, boolean wrapped, Path directory) {
    Path log = directory.resolve(name + ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
      return new RunningProcess(name + " on " + host, process, wrapped, log);
    } catch (IOException e) {
      throw new TestEnvironmentException(
          "%s cannot be started on host %s".formatted(name, host), e);
    }
  }
}

package io.fairlead.testenv.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.process.Commands;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("root")
final class BootedHostTest {

  @Test
  void hostsReachEachOtherByTheirOwnSystemd() {
    try (BootedNetwork network = BootedNetwork.open()) {
      BootedHost left = network.host("left");
      BootedHost right = network.host("right", Image.RPM);

      assertThat(left.shell("systemctl --failed --no-legend").orThrow()).isEmpty();
      assertThat(left.shell("hostname").orThrow()).isEqualTo("left");
      assertThat(right.shell("command -v dnf").orThrow()).isEqualTo("/usr/bin/dnf");
      assertThat(left.run(User.APPLICATION, "id", "-un").orThrow()).isEqualTo("application");
      assertThat(
              left.shell("exec 3<>/dev/tcp/%s/22; head -c 3 <&3".formatted(right.address()))
                  .orThrow())
          .isEqualTo("SSH");
    }
  }

  @Test
  void aRebootKeepsFilesAndEndsProcesses() {
    try (BootedNetwork network = BootedNetwork.open()) {
      BootedHost host = network.host("web");
      host.write("/etc/kept", "kept\n");
      host.shell("systemd-run --unit=sleeper sleep 600; touch /run/lost").orThrow();

      host.reboot();

      assertThat(host.shell("cat /etc/kept").orThrow()).isEqualTo("kept");
      assertThat(host.shell("test -e /run/lost").succeeded()).isFalse();
      assertThat(host.shell("systemctl is-active sleeper").succeeded()).isFalse();
      assertThat(host.shell("journalctl --boot=-1 --lines=1").orThrow()).isNotEmpty();
    }
  }

  @Test
  void closingTheNetworkLeavesNothing() {
    List<String> interfaces = interfaces();
    // Other stories of this process may have their own.
    List<String> others = groups();
    try (BootedNetwork network = BootedNetwork.open()) {
      Path files = network.directory();
      network.host("web").start("sleeper", User.APPLICATION, List.of("sleep", "600"));
      assertThat(groups()).containsAll(others).isNotEqualTo(others);

      network.close();

      assertThat(files).doesNotExist();
      assertThat(groups()).isEqualTo(others);
      // Those of a host before may still be going.
      assertThat(interfaces()).isSubsetOf(interfaces);
      assertThat(Commands.run("cat", "/proc/self/mounts").orThrow()).doesNotContain("/run/hosts");
    }
  }

  private static List<String> interfaces() {
    return Commands.run("ip", "-o", "link")
        .orThrow()
        .lines()
        .map(line -> line.split("[ :@]+", 3)[1])
        .toList();
  }

  private static List<String> groups() {
    String run = "fairlead-" + ProcessHandle.current().pid() + "-";
    return ControlGroups.trees().stream()
        .flatMap(tree -> Arrays.stream(Objects.requireNonNull(tree.toFile().list())))
        .filter(name -> name.startsWith(run))
        .sorted()
        .toList();
  }
}

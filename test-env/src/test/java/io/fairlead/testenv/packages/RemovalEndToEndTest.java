package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was installed and has been in the mesh leaves a host as it was, but for users. */
@Tag("story")
@ExtendWith(RunningPackagedMesh.class)
final class RemovalEndToEndTest {

  private static final String PACKAGES = "fairlead-agent fairlead-envoy";

  @ParameterizedTest
  @EnumSource
  void aRemovedHostIsAsBefore(Installer installer, PackagedMesh mesh) {
    try (BootedHost web =
        mesh.newHost("removed-" + installer.name().toLowerCase(Locale.ROOT), installer)) {
      Inventory before = Inventory.of(web);
      installer.install(web, "fairlead-agent").orThrow();
      web.shell(mesh.joinCommand("web")).orThrow();
      PackagedMesh.awaitReady(web);
      assertThat(Applications.call(web).isOk()).isTrue();
      assertThat(Inventory.of(web).since(before)).anyMatch(line -> line.startsWith("+rule "));

      installer.remove(web, PACKAGES).orThrow();

      assertThat(Inventory.of(web).since(before))
          .noneMatch(line -> line.startsWith("+rule ") || line.startsWith("+process "));
      installer.purge(web, PACKAGES).orThrow();
      web.shell("systemctl reset-failed; rm -rf " + keptBy(installer)).orThrow();
      List<String> left =
          Inventory.of(web).since(before).stream().filter(line -> !mayStay(line)).toList();
      System.out.printf(
          "%s: %d leftovers after install, join, remove, purge%n", installer, left.size());
      assertThat(left).isEmpty();
    }
  }

  /**
   * Users stay, as everywhere: files may be theirs. The lock is iptables' own, and gone with the
   * next boot.
   */
  private static boolean mayStay(String line) {
    return line.matches("\\+(user|group) fairlead(-proxy)?|\\+file /run/xtables.lock f");
  }

  /** An rpm has no purge: its keys are for the operator to delete, as the reference says. */
  private static String keptBy(Installer installer) {
    return switch (installer) {
      case APT -> "/none";
      case DNF -> "/var/lib/fairlead-agent /etc/fairlead";
    };
  }
}

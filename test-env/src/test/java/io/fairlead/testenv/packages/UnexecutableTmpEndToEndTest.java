package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A host lets nobody run programs, nor load libraries, from where everybody may write. */
@Tag("story")
@ExtendWith(RunningPackagedMesh.class)
final class UnexecutableTmpEndToEndTest {

  @Test
  void allProgramsStartAndWriteToTheJournalByItsOwnProtocol(PackagedMesh mesh) {
    try (BootedHost host = mesh.newHost("unexecutable", Installer.APT)) {
      host.shell(
              """
              for directory in /tmp /var/tmp; do
                mount -t tmpfs -o mode=1777,noexec,nosuid,nodev tmpfs $directory
              done
              """)
          .orThrow();
      Installer.APT.install(host, "fairlead-agent").orThrow();
      host.shell(mesh.joinCommand("web")).orThrow();
      PackagedMesh.awaitReady(host);

      Installer.APT.install(host, "fairlead-control-plane fairlead-registry-bridge").orThrow();
      // They notify when they serve, which the control plane does not without its database.
      host.shell("systemctl start fairlead-control-plane fairlead-registry-bridge").orThrow();

      assertWritten(host, "fairlead-agent", "agent");
      assertWritten(host, "fairlead-capture", "agent");
      assertWritten(host, "fairlead-control-plane", "control-plane");
      assertWritten(host, "fairlead-registry-bridge", "registry-bridge");
    }
  }

  private static void assertWritten(BootedHost host, String unit, String component) {
    // Lines of standard error have no such field.
    assertThat(
            host.shell("journalctl -q -o cat -u %s COMPONENT=%s".formatted(unit, component))
                .orThrow())
        .isNotBlank();
    assertThat(host.shell("journalctl -q -o cat -u " + unit).orThrow())
        .doesNotContain("UnsatisfiedLinkError");
  }
}

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
  void allProgramsWriteToTheJournalByItsOwnProtocol(PackagedMesh mesh) {
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

      for (String unit : new String[] {"fairlead-agent", "fairlead-capture"}) {
        // Lines of standard error have no such field.
        assertThat(host.shell("journalctl -q -o cat -u %s COMPONENT=agent".formatted(unit)))
            .satisfies(events -> assertThat(events.orThrow()).isNotBlank());
        assertThat(host.shell("journalctl -q -o cat -u " + unit).orThrow())
            .doesNotContain("UnsatisfiedLinkError");
      }
    }
  }
}

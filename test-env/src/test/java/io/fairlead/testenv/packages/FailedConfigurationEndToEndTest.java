package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An agent whose settings are wrong says so once; its Envoy goes on with what it has, over mutual
 * TLS. Names of the mesh are answered again when the settings are mended.
 */
@Tag("story")
@ExtendWith(RunningPackagedMesh.class)
final class FailedConfigurationEndToEndTest {

  private static final String SETTINGS = "/etc/fairlead/agent.yaml";
  private static final String CALLER = "spiffe://cluster.local/ns/demo/sa/web";

  @Test
  void theMistakeIsNamedAndTrafficGoesOn(PackagedMesh mesh) {
    try (BootedHost web = mesh.member("mistaken", "web", Installer.APT)) {
      assertThat(Applications.call(web).callerSeen()).isEqualTo(CALLER);
      String address = web.shell("getent hosts shop.mesh | cut -d' ' -f1").orThrow();
      web.shell("cp -p %1$s /root; echo 'statos: {listen: x}' >>%1$s".formatted(SETTINGS))
          .orThrow();

      assertThat(web.shell("systemctl restart fairlead-agent").succeeded()).isFalse();

      assertThat(web.shell("systemctl show -p ActiveState --value fairlead-agent").orThrow())
          .isEqualTo("failed");
      assertThat(web.shell("journalctl -o cat -u fairlead-agent -n 5").orThrow())
          .contains(SETTINGS)
          .contains("statos")
          .contains("status");
      assertThat(Applications.callBy(address, web).callerSeen()).isEqualTo(CALLER);
      web.shell("cp -p /root/agent.yaml %s; systemctl restart fairlead-agent".formatted(SETTINGS))
          .orThrow();
      PackagedMesh.awaitReady(web);
      assertThat(Applications.call(web).callerSeen()).isEqualTo(CALLER);
    }
  }
}

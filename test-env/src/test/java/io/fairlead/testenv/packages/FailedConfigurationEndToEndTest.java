package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent whose settings are wrong says so once, and its host goes on serving. */
@Tag("story")
@ExtendWith(RunningPackagedMesh.class)
final class FailedConfigurationEndToEndTest {

  private static final String SETTINGS = "/etc/fairlead/agent.yaml";

  @BeforeEach
  void keepSettings(PackagedMesh mesh) {
    mesh.shop().shell("cp -p %s /root/agent.yaml".formatted(SETTINGS)).orThrow();
  }

  @AfterEach
  void mend(PackagedMesh mesh) {
    mesh.shop()
        .shell("cp -p /root/agent.yaml %s; systemctl restart fairlead-agent".formatted(SETTINGS))
        .orThrow();
    PackagedMesh.awaitReady(mesh.shop());
  }

  @Test
  void theMistakeIsNamedAndTheHostGoesOnServing(PackagedMesh mesh) {
    BootedHost shop = mesh.shop();
    shop.shell("echo 'statos: {listen: x}' >>" + SETTINGS).orThrow();

    assertThat(shop.shell("systemctl restart fairlead-agent").succeeded()).isFalse();

    assertThat(shop.shell("systemctl show -p ActiveState --value fairlead-agent").orThrow())
        .isEqualTo("failed");
    assertThat(shop.shell("journalctl -o cat -u fairlead-agent -n 5").orThrow())
        .contains(SETTINGS)
        .contains("statos")
        .contains("status");
    try (BootedHost web = mesh.member("mistaken-caller", "web", Installer.APT)) {
      assertThat(Applications.call(web).service()).isEqualTo("shop");
    }
  }
}

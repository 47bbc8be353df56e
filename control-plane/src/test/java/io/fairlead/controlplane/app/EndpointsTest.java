package io.fairlead.controlplane.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.settings.SettingsException;
import io.fairlead.settings.SettingsFile;
import org.junit.jupiter.api.Test;

class EndpointsTest {

  private static Endpoints of(String yaml) throws SettingsException {
    return Endpoints.of(SettingsFile.parse("c.yaml", yaml, ControlPlaneSettings.class));
  }

  @Test
  void advertisesTheAddressThatItListensOn() throws SettingsException {
    assertThat(of("listen: 10.0.0.1:15012").advertised()).containsExactly("10.0.0.1:15012");
  }

  @Test
  void neverAdvertisesEveryAddressAtOnce() throws SettingsException {
    assertThat(of("listen: 0.0.0.0:15012").advertised().getFirst())
        .doesNotStartWith("0.0.0.0")
        .endsWith(":15012");
  }

  @Test
  void namesTheKeyOfAnAddressThatIsNone() {
    assertThatThrownBy(() -> of("listen: mesh.example:15012"))
        .hasMessageStartingWith("listen: expected an IP address");
    assertThatThrownBy(() -> of("advertise: [mesh.example]")).hasMessageStartingWith("advertise:");
  }
}

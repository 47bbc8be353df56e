package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Units that run are as closed as they promise, measured where they run. */
@Tag("story")
@ExtendWith(RunningPackagedMesh.class)
final class UnitExposureEndToEndTest {

  private static final double SERVICE = 2.0;
  private static final double CAPTURE = 3.0;

  @Test
  void runningUnitsAreClosed(PackagedMesh mesh) {
    Installer.APT.install(mesh.center(), "fairlead-registry-bridge").orThrow();
    mesh.center().shell("systemctl start fairlead-registry-bridge").orThrow();
    Map<String, Double> exposures = new LinkedHashMap<>();
    measure(mesh.center(), exposures);
    measure(mesh.shop(), exposures);

    System.out.println("exposure of the units: " + exposures);
    assertThat(exposures)
        .containsKeys(
            "fairlead-control-plane.service",
            "fairlead-registry-bridge.service",
            "fairlead-agent.service",
            "fairlead-capture.service")
        .anySatisfy((unit, exposure) -> assertThat(unit).startsWith("fairlead-envoy@"));
    assertThat(exposures)
        .allSatisfy(
            (unit, exposure) ->
                assertThat(exposure)
                    .as(unit)
                    .isLessThanOrEqualTo(unit.contains("capture") ? CAPTURE : SERVICE));
  }

  private static void measure(BootedHost host, Map<String, Double> exposures) {
    host.shell(
            "for unit in $(systemctl list-units --all --plain --no-legend 'fairlead-*.service' |"
                + " awk '{print $1}'); do echo \"$unit $(systemd-analyze security --no-pager $unit"
                + " | sed -nE 's/.*Overall exposure level.*: ([0-9.]+) .*/\\1/p')\"; done")
        .orThrow()
        .lines()
        .map(line -> line.split(" "))
        .forEach(line -> exposures.put(line[0], Double.valueOf(line[1])));
  }
}

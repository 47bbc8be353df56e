package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.mesh.Answer;
import io.fairlead.testenv.process.Waiting;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After a reboot the first request of an application that waits for the mesh is a meshed one. */
@Tag("story")
@ExtendWith(RunningPackagedMesh.class)
final class RebootEndToEndTest {

  private static final Duration BOOT = Duration.ofSeconds(90);

  /** Asks once, and writes what came back. */
  private static final String FIRST_REQUEST =
      """
      [Unit]
      Wants=fairlead-ready.target
      After=fairlead-ready.target
      [Service]
      Type=oneshot
      User=application
      StateDirectory=first-request
      ExecStart=curl -s -m 5 -o /var/lib/first-request/answer -w '%%{http_code}' http://shop.mesh:8080/
      [Install]
      WantedBy=multi-user.target
      """;

  @Test
  void theFirstRequestIsMeshed(PackagedMesh mesh) {
    try (BootedHost web = mesh.member("rebooted", "web", Installer.APT)) {
      web.write("/etc/systemd/system/first-request.service", FIRST_REQUEST);
      web.shell("systemctl -q enable first-request").orThrow();

      int told = mesh.absencesTold();
      web.reboot();

      Waiting.until(
          "the application's first request",
          BOOT,
          () ->
              web.shell(
                      "systemctl show -p Result,ExecMainExitTimestamp first-request | grep -q"
                          + " 'Timestamp=.'")
                  .succeeded());
      assertThat(mesh.absencesTold()).as("a host that goes down is not waited for").isEqualTo(told);
      Answer answer = new Answer(200, web.shell("cat /var/lib/first-request/answer").orThrow());
      assertThat(answer.service()).isEqualTo("shop");
      assertThat(answer.callerSeen()).isEqualTo("spiffe://cluster.local/ns/demo/sa/web");
    }
  }
}

package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.mesh.Answer;
import io.fairlead.testenv.process.Waiting;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two commands, install and join, make a fresh host a member whose requests are meshed. */
@Tag("story")
@ExtendWith(RunningPackagedMesh.class)
final class TwoCommandsEndToEndTest {

  /** The aim is 20 s on a machine that does nothing else; the time is printed. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @ParameterizedTest
  @EnumSource
  void aFreshHostIsInTheMeshAfterTwoCommands(Installer installer, PackagedMesh mesh) {
    try (BootedHost web =
        mesh.newHost("fresh-" + installer.image().name().toLowerCase(Locale.ROOT), installer)) {
      String join = mesh.joinCommand("web");
      long start = System.nanoTime();

      installer.install(web, "fairlead-agent").orThrow();
      long installed = System.nanoTime();
      web.shell(join).orThrow();
      long joined = System.nanoTime();
      // A question to DNS before that would wait 5 s for an answer that nobody gives.
      PackagedMesh.awaitReady(web);
      Answer answer =
          Waiting.forValue(
              "the first meshed request",
              LIMIT,
              () -> Optional.of(Applications.call(web)).filter(Answer::isOk));

      System.out.printf(
          "%s: first meshed request after 2 commands, %.1f s (install %.1f, join %.1f, ready"
              + " %.1f)%n",
          installer,
          seconds(start, System.nanoTime()),
          seconds(start, installed),
          seconds(installed, joined),
          seconds(joined, System.nanoTime()));
      assertThat(answer.service()).isEqualTo("shop");
      assertThat(answer.callerSeen()).isEqualTo("spiffe://cluster.local/ns/demo/sa/web");
    }
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }
}

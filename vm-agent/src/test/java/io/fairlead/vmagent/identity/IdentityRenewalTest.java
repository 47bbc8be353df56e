package io.fairlead.vmagent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.pki.RotationSchedule;
import io.fairlead.vmagent.fakes.FakeControlPlane;
import io.fairlead.vmagent.fakes.Pki;
import io.fairlead.vmagent.transport.EventLoops;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityRenewalTest {

  @TempDir private Path directory;
  private final Pki pki = new Pki();
  private final CurrentIdentity current = new CurrentIdentity(pki.identity(Duration.ofHours(1)));

  /** A clock that is past the middle of the first certificate's life and of no later one's. */
  private static final InstantSource LATER = () -> Instant.now().plus(Duration.ofMinutes(40));

  private IdentityRenewal renewal(CertificateSigning signing) {
    return new IdentityRenewal(
        current, new IdentityStore(directory), signing, new RotationSchedule(new Random(1)), LATER);
  }

  @Test
  void replacesAndWritesTheIdentityOnceHalfOfItsLifeIsOver() throws Exception {
    Identity fresh = pki.identity(Duration.ofDays(1));
    try (IdentityRenewal renewal = renewal(old -> fresh)) {
      renewal.start();

      await().untilAsserted(() -> assertThat(current.get()).isSameAs(fresh));
      assertThat(new IdentityStore(directory).identity().svid().leaf())
          .isEqualTo(fresh.svid().leaf());
    }
  }

  @Test
  void triesAgainAfterAFailure() throws Exception {
    Identity fresh = pki.identity(Duration.ofDays(1));
    AtomicInteger attempts = new AtomicInteger();
    CertificateSigning flaky =
        old -> {
          if (attempts.incrementAndGet() == 1) {
            throw new IOException("nobody answers");
          }
          return fresh;
        };
    try (IdentityRenewal renewal = renewal(flaky)) {
      renewal.start();

      await().untilAsserted(() -> assertThat(current.get()).isSameAs(fresh));
    }
  }

  @Test
  void usesAnIdentityThatCannotBeWritten() throws Exception {
    Identity fresh = pki.identity(Duration.ofDays(1));
    IdentityStore nowhere = new IdentityStore(directory.resolve("gone"));
    try (IdentityRenewal renewal =
        new IdentityRenewal(
            current, nowhere, old -> fresh, new RotationSchedule(new Random(1)), LATER)) {
      renewal.start();

      await().untilAsserted(() -> assertThat(current.get()).isSameAs(fresh));
    }
  }

  @Test
  void signsANewKeyForTheSameNameAtTheNextControlPlaneWhereTheFirstIsGone() throws Exception {
    try (EventLoops loops = new EventLoops();
        FakeControlPlane controlPlane = new FakeControlPlane(pki)) {
      SigningClient client =
          new SigningClient(
              new ControlPlaneChannels(loops, InstantSource.system()),
              List.of("127.0.0.1:1", controlPlane.target()));

      Identity fresh = client.sign(current.get());

      assertThat(fresh.svid().id()).isEqualTo(Pki.HOST);
      assertThat(fresh.svid().key()).isNotEqualTo(current.get().svid().key());
      assertThat(fresh.roots()).containsExactly(pki.root());
    }
  }
}

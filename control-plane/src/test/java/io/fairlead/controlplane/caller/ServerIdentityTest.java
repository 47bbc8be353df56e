package io.fairlead.controlplane.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.RotationSchedule;
import io.fairlead.testing.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerIdentityTest {

  private final FakeClock clock = FakeClock.at("2026-11-22T10:00:00Z");
  private final ServerIdentity identity =
      new ServerIdentity(
          new CertificateAuthority(
              CertificateAuthority.create(Loopback.DOMAIN.name(), clock), clock),
          ServerTls.serverId(Loopback.DOMAIN),
          List.of("localhost", "127.0.0.1"),
          new RotationSchedule(new Random(1)),
          clock);

  @Test
  void keepsItsCertificateForTheFirstHalfOfItsLife() {
    var first = identity.svid();
    clock.advance(Duration.ofHours(11));

    assertThat(identity.svid()).isSameAs(first);
  }

  @Test
  void takesAnotherKeyWhenItRenews() {
    var first = identity.svid();
    clock.advance(Duration.ofHours(13));

    assertThat(identity.svid().key()).isNotEqualTo(first.key());
  }

  @Test
  void stillKnowsTheCertificateOfAHandshakeUnderWay() {
    var first = identity.svid();
    clock.advance(Duration.ofHours(13));
    var second = identity.svid();

    assertThat(identity.svid(first.leaf().getSerialNumber())).contains(first);
    assertThat(identity.svid(second.leaf().getSerialNumber())).contains(second);
  }

  @Test
  void keepsServingWhenTheAuthorityCannotSign() {
    clock.advance(Duration.ofDays(3652));
    var last = identity.svid();
    clock.advance(Duration.ofDays(10));

    assertThat(identity.svid()).isSameAs(last);
  }
}

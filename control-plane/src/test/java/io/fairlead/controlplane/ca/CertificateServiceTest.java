package io.fairlead.controlplane.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.istio.v1.auth.IstioCertificateRequest;
import io.fairlead.api.istio.v1.auth.IstioCertificateResponse;
import io.fairlead.api.istio.v1.auth.IstioCertificateServiceGrpc;
import io.fairlead.controlplane.caller.Loopback;
import io.fairlead.pki.Certificates;
import io.fairlead.pki.Csr;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.SpiffeId;
import io.fairlead.pki.X509Svid;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CertificateServiceTest {

  private static final KeyPair KEY = PrivateKeys.generate();

  private final TestAuthority test = TestAuthority.create();
  private final Loopback loopback =
      new Loopback(
          test.authority().authority(),
          test.clock(),
          List.of(new CertificateService(test.issuer(), test.clock())));
  private final Channel member =
      loopback.as(Loopback.svid(test.authority().authority(), Loopback.WEB));

  @AfterEach
  void close() {
    loopback.close();
    test.close();
  }

  private static IstioCertificateResponse ask(Channel channel, String csr, long seconds) {
    return IstioCertificateServiceGrpc.newBlockingStub(channel)
        .createCertificate(
            IstioCertificateRequest.newBuilder().setCsr(csr).setValidityDuration(seconds).build());
  }

  private X509Certificate leaf(long seconds) {
    return Pem.certificates(ask(member, Csr.create(KEY), seconds).getCertChain(0)).getFirst();
  }

  private Duration life(long seconds) {
    return Duration.between(test.clock().instant(), leaf(seconds).getNotAfter().toInstant());
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Channel channel, String csr) {
    return assertThatThrownBy(() -> ask(channel, csr, 0))
        .isInstanceOf(StatusRuntimeException.class);
  }

  @Test
  void answersWithTheLeafFirstAndTheRootsLast() {
    var answer = ask(member, Csr.create(KEY), 3600);

    assertThat(answer.getCertChainList())
        .hasSize(2)
        .allSatisfy(element -> assertThat(element).endsWith("-----END CERTIFICATE-----\n"));
    assertThat(Pem.certificates(answer.getCertChain(1))).isEqualTo(test.authority().roots());
    assertThat(leaf(0).getPublicKey()).isEqualTo(KEY.getPublic());
  }

  @Test
  void signsTheIdentityOfTheCallerWhateverTheRequestSays() {
    var admin = SpiffeId.parse("spiffe://mesh.example.org/ns/admin/sa/root");
    var answer = ask(member, Csr.create(KEY, admin), 0);

    var leaf = Pem.certificates(answer.getCertChain(0)).getFirst();
    assertThat(Certificates.spiffeId(leaf)).contains(Loopback.WEB);
  }

  @Test
  void issuesWhatTheNextConnectionCanUse() {
    var svid = new X509Svid(List.of(leaf(3600)), KEY.getPrivate());

    assertThat(ask(loopback.as(svid), Csr.create(KEY), 0).getCertChainCount()).isEqualTo(2);
  }

  @Test
  void keepsTheLifetimeWithinItsLimits() {
    assertThat(life(0)).isEqualTo(Duration.ofHours(24));
    assertThat(life(-5)).isEqualTo(Duration.ofHours(24));
    assertThat(life(1)).isEqualTo(Duration.ofMinutes(1));
    assertThat(life(7200)).isEqualTo(Duration.ofHours(2));
    assertThat(life(Long.MAX_VALUE)).isEqualTo(Duration.ofDays(90));
  }

  @Test
  void refusesCallersWithoutACertificate() {
    assertRefused(loopback.anonymous(), Csr.create(KEY))
        .hasMessageStartingWith("UNAUTHENTICATED: the caller is not authenticated");
  }

  @Test
  void refusesABadRequestWithItsReason() {
    assertRefused(member, "nonsense").hasMessageStartingWith("INVALID_ARGUMENT: csr: there is no");
    assertRefused(member, Csr.create(KEY) + Csr.create(KEY))
        .hasMessageStartingWith("INVALID_ARGUMENT: csr: expected exactly one");
    assertThat(test.log().entries()).isEmpty();
  }

  @Test
  void slowsDownACallerThatAsksTooOften() {
    for (int i = 0; i < 20; i++) {
      leaf(0);
    }
    assertRefused(member, Csr.create(KEY)).hasMessageStartingWith("RESOURCE_EXHAUSTED");

    var other =
        loopback.as(Loopback.svid(test.authority().authority(), Loopback.DOMAIN.id("shop", "db")));
    assertThat(ask(other, Csr.create(KEY), 0).getCertChainCount()).isEqualTo(2);
  }

  @Test
  void recordsWhoGotWhat() {
    var leaf = leaf(0);

    assertThat(test.log().entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.serial()).isEqualTo(leaf.getSerialNumber().toString(16));
              assertThat(entry.requester()).isEqualTo("renewal from 127.0.0.1");
            });
  }

  @Test
  void saysNothingOfItsInsideWhenTheStoreFails() {
    test.store().close();

    assertRefused(member, Csr.create(KEY))
        .hasMessageStartingWith("UNAVAILABLE: the authority cannot issue")
        .hasMessageNotContaining("sql");
  }
}

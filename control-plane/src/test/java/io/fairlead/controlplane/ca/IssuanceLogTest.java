package io.fairlead.controlplane.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.controlplane.caller.Loopback;
import io.fairlead.controlplane.store.StateStore;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PrivateKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuanceLogTest {

  private final TestAuthority test = TestAuthority.create();

  @AfterEach
  void close() {
    test.close();
  }

  private String issue(String requester) {
    List<String> chain =
        test.issuer().sign(PrivateKeys.generate().getPublic(), Loopback.WEB, 0).release(requester);
    return Pem.certificates(chain.getFirst()).getFirst().getSerialNumber().toString(16);
  }

  @Test
  void holdsWhatWasIssuedToWhomAndWhen() {
    String serial = issue("join of vm1");

    assertThat(test.log().entries())
        .containsExactly(
            new Issuance(
                serial,
                Loopback.WEB,
                Instant.parse("2026-11-22T10:00:00Z"),
                Instant.parse("2026-11-23T10:00:00Z"),
                "join of vm1",
                ""));
  }

  @Test
  void holdsNothingOfADraftThatWasDropped() {
    test.issuer().sign(PrivateKeys.generate().getPublic(), Loopback.WEB, 0);

    assertThat(test.log().entries()).isEmpty();
  }

  @Test
  void chainsEachEntryToTheOneBefore() {
    issue("a");
    issue("b");

    List<Issuance> entries = test.log().entries();
    assertThat(entries.get(1).previous()).isEqualTo(entries.get(0).hash()).hasSize(64);
  }

  @Test
  void goesOnWithTheChainAfterARestart() {
    issue("a");
    var again = new IssuanceLog(test.store(), test.clock());
    new CertificateIssuer(
            test.authority(), again, new Lifetimes(Duration.ofHours(1), Duration.ofDays(1)))
        .sign(PrivateKeys.generate().getPublic(), Loopback.WEB, 0)
        .release("b");

    List<Issuance> entries = again.entries();
    assertThat(entries.get(1).previous()).isEqualTo(entries.get(0).hash());
  }

  @Test
  void forgetsEntriesAMonthAfterTheyExpired() {
    issue("a");
    issue("b");
    test.clock().advance(Duration.ofDays(32));
    issue("c");

    assertThat(test.log().entries()).extracting(Issuance::requester).containsExactly("c");
  }

  @Test
  void holdsNoKey() {
    issue("a");

    assertThat(test.store().list("issuance"))
        .extracting(StateStore.Entry::value)
        .noneMatch(value -> value.toStringUtf8().contains("-----"));
  }
}

package io.fairlead.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiffeIdTest {

  @Test
  void readsWhatItPrints() {
    var id = new TrustDomain("cluster.local").id("shop", "web");

    assertThat(id).hasToString("spiffe://cluster.local/ns/shop/sa/web");
    assertThat(SpiffeId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "spiffe://",
        "https://td/ns/a/sa/b",
        "spiffe://td/ns/a/sa/",
        "spiffe://td/ns//sa/b",
        "spiffe:///ns/a/sa/b",
        "spiffe://td/ns/a/sa/b/c",
        "spiffe://td/ns/a/sa/b?x=1",
        "spiffe://td:80/ns/a/sa/b",
        "spiffe://u@td/ns/a/sa/b",
        "spiffe://td/ns/../sa/b",
        "spiffe://td/ns/a/sa/.",
        "spiffe://td/ns/a%2f/sa/b",
        "SPIFFE://td/ns/a/sa/b",
        "spiffe://td/sa/a/ns/b",
        "spiffe://td/ns/a/sa/b\n"
      })
  void refusesAnyOtherForm(String text) {
    assertThatThrownBy(() -> SpiffeId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mesh", "-a", "a-", "a b", "a/b", "é"})
  void refusesAnUnsafeTrustDomain(String name) {
    assertThatThrownBy(() -> new TrustDomain(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trust domain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "abc", "sha256:zz", "sha1:00"})
  void refusesAHashOfAnotherForm(String text) {
    assertThatThrownBy(() -> PublicKeyHash.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 hexadecimal digits");
  }
}

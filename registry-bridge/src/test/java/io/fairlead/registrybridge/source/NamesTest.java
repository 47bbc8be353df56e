package io.fairlead.registrybridge.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"web", "a", "web-1", "1"})
  void takesDnsLabels(String name) {
    assertThat(Names.isDnsLabel(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-web", "web-", "Web", "we_b", "a.b", "a/b", "a\nb"})
  void refusesWhatIsNoDnsLabel(String name) {
    assertThat(Names.isDnsLabel(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "example.com/team", "A.b_c-d"})
  void takesKeysOfLabels(String key) {
    assertThat(Names.isLabelKey(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/x", "x/", "a/b/c", "Exa/mple", "k:v", ".x"})
  void refusesWhatIsNoKeyOfALabel(String key) {
    assertThat(Names.isLabelKey(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "security.istio.io/tlsMode",
        "istio-locality",
        "topology.istio.io/network",
        "fairlead.io/service"
      })
  void reservesLabelsThatSayWhoOrWhere(String key) {
    assertThat(Names.isReservedLabel(key)).isTrue();
  }
}

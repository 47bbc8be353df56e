package io.fairlead.registrybridge.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenAddressTest {

  @Test
  void knowsLoopback() {
    assertThat(ListenAddress.parse("127.0.0.1:0").isLoopback()).isTrue();
    assertThat(ListenAddress.parse("[::1]:80").isLoopback()).isTrue();
    assertThat(ListenAddress.parse("0.0.0.0:80").isLoopback()).isFalse();
    assertThat(ListenAddress.parse("[::]:80").isLoopback()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "80", ":80", "localhost:80", "127.0.0.1", "127.0.0.1:99999", "::1:80", "a:b"})
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package io.fairlead.istioconfig.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "255.255.255.255",
        "::",
        "::1",
        "1::",
        "fd00::5",
        "1:2:3:4:5:6:7:8",
        "::ffff:10.0.0.1",
        "64:ff9b::192.0.2.33",
        "1:2:3:4:5:6:1.2.3.4",
        "FE80::a"
      })
  void takesAddresses(String text) {
    assertThat(Addresses.isIp(text)).isTrue();
    assertThat(Addresses.isName(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "256.1.1.1",
        "1.2.3.-4",
        "1.2.3.4 ",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "::12345",
        "::g",
        "fe80::1%eth0",
        "1.2.3.4::",
        "1:2:3:4:5:6:7::8",
        "\u0661.2.3.4",
        "::\u0661"
      })
  void refusesWhatIsNone(String text) {
    assertThat(Addresses.isIp(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "web.example.com", "Web.Example.COM", "_srv.example.com", "1a"})
  void takesNames(String text) {
    assertThat(Addresses.isName(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*.example.com", "a b", "-a", "10.0.0.256", "a..b", "a/b"})
  void refusesWhatNamesNoHost(String text) {
    assertThat(Addresses.isName(text)).isFalse();
  }
}

package io.fairlead.translation.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:0DB8:0:0::5, 2001:db8::5",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "fe80:0:0:0:1:0:0:0, fe80::1:0:0:0",
    "::ffff:10.0.0.1, 10.0.0.1"
  })
  void writesEveryAddressInOneForm(String text, String canonical) {
    assertThat(IpLiteral.canonical(text)).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "web.demo", "10.1", "1", "10.0.0.256", "fe80::1%eth0", "10.0.0.0/8"})
  void whatIsNoAddressIsNone(String text) {
    assertThat(IpLiteral.canonical(text)).isEmpty();
  }
}

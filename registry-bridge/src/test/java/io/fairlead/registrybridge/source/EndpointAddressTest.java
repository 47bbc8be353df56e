package io.fairlead.registrybridge.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.7", "192.168.1.1", "8.8.8.8", "2001:db8::1", "fd00::7"})
  void takesTheAddressOfAHost(String address) {
    assertThat(EndpointAddress.problemWith(address, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "web.internal",
        "localhost",
        "2130706433",
        "127.1",
        "010.0.0.1",
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4:80",
        "fe80::1%eth0",
        "::ffff:10.0.0.1",
        ":::",
        "10.0.0.1 "
      })
  void refusesWhatIsNoAddress(String address) {
    assertThat(EndpointAddress.problemWith(address, true)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "fe80::1",
        "fd00:ec2::254",
        "100.100.100.200",
        "224.0.0.1",
        "ff02::1",
        "255.255.255.255",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "::10.0.0.1"
      })
  void refusesAnAddressThatIsNoHosts(String address) {
    assertThat(EndpointAddress.problemWith(address, true)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.0.1", "::1"})
  void takesLoopbackOnlyWhereItIsAllowed(String address) {
    assertThat(EndpointAddress.problemWith(address, false)).contains("loopback");
    assertThat(EndpointAddress.problemWith(address, true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "fd00:0:0:0:0:0:0:0, fd00::",
    "0:0:0:0:0:0:0:1, ::1",
    "10.0.0.7, 10.0.0.7"
  })
  void writesEqualAddressesAlike(String written, String canonical) {
    assertThat(EndpointAddress.canonical(written)).isEqualTo(canonical);
  }

  @Test
  void quotesOnlyTheBeginningOfALongText() {
    assertThat(EndpointAddress.problemWith("a".repeat(10_000), false)).hasSizeLessThan(150);
  }
}

package io.fairlead.translation.scope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

  @ParameterizedTest
  @CsvSource({
    "10.20.3.4/16, 10.20.0.0, 16",
    "255.255.255.255/1, 128.0.0.0, 1",
    "10.0.0.0/0, 0.0.0.0, 0",
    "2001:db8:1::9/48, 2001:db8:1::, 48"
  })
  void hostBitsOfBlocksDoNotCount(String text, String address, int length) {
    assertThat(Destination.parse(text)).contains(new Destination.Block(address, length));
  }

  @Test
  void blockOfOneAddressIsThatAddress() {
    assertThat(Destination.parse("10.0.0.1/32")).contains(new Destination.Ip("10.0.0.1"));
    assertThat(Destination.parse("fd00::1/128")).contains(new Destination.Ip("fd00::1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "web", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "x/8"})
  void whatIsNeitherIsNone(String text) {
    assertThat(Destination.parse(text)).isEmpty();
  }
}

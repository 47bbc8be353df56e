package io.fairlead.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinomialTest {

  @Test
  void acceptsWhatChanceGives() {
    assertThat(Binomial.isPlausible(40, 400, 10)).isTrue();
    assertThat(Binomial.isPlausible(65, 400, 10)).isTrue();
  }

  @Test
  void refusesWhatAnotherShareGives() {
    assertThat(Binomial.isPlausible(200, 400, 10)).isFalse();
    assertThat(Binomial.isPlausible(5, 400, 10)).isFalse();
  }

  @Test
  void neverAndAlwaysLeaveNothingToChance() {
    assertThat(Binomial.isPlausible(0, 400, 0)).isTrue();
    assertThat(Binomial.isPlausible(1, 400, 0)).isFalse();
    assertThat(Binomial.isPlausible(400, 400, 100)).isTrue();
    assertThat(Binomial.isPlausible(399, 400, 100)).isFalse();
  }
}

package io.fairlead.istioconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> KNOWN = List.of("hosts", "ports", "endpoints");

  @Test
  void aSlipIsUnderstood() {
    assertThat(Nearest.to("host", KNOWN)).hasValue("hosts");
    assertThat(Nearest.to("PORTS", KNOWN)).hasValue("ports");
    assertThat(Nearest.to("endpionts", KNOWN)).hasValue("endpoints");
  }

  @Test
  void anotherWordIsNotGuessedAt() {
    assertThat(Nearest.to("weight", KNOWN)).isEmpty();
    assertThat(Nearest.to("h".repeat(10_000), KNOWN)).isEmpty();
    assertThat(Nearest.hint("weight", KNOWN)).isEqualTo("use one of hosts, ports, endpoints");
  }
}

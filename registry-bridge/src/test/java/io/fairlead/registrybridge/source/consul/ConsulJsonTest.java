package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsulJsonTest {

  @Test
  void readsAnInstanceWithItsChecks() throws ConsulException {
    ConsulInstance instance =
        ConsulJson.instances(
                """
                [{"Node": {"Node": "n1", "Address": "10.0.0.1"},
                  "Service": {"ID": "web-1", "Service": "web", "Address": "", "Port": 80,
                              "Tags": null, "Meta": {"version": "v1"}, "Weights": {"x": [1]}},
                  "Checks": [{"Node": "n1", "CheckID": "serfHealth", "ServiceName": "",
                              "Status": "passing"}]}]
                """)
            .getFirst();
    assertThat(instance.address()).isEqualTo("10.0.0.1");
    assertThat(instance.registration().meta()).containsEntry("version", "v1");
    assertThat(instance.has("passing")).isTrue();
  }

  @Test
  void readsAPortThatIsLeftOutAsNone() throws ConsulException {
    assertThat(
            ConsulJson.instances("[{\"Node\": {}, \"Service\": {}}]")
                .getFirst()
                .registration()
                .port())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "garbage",
        "[1]",
        "[{}]",
        "[{\"Node\": {}, \"Service\": {\"Port\": \"x\"}}]",
        "[{\"Node\": {}, \"Service\": {\"Port\": 1.5}}]",
        "[{\"Node\": {}, \"Service\": {\"Port\": 1, \"Tags\": {}}}]",
        "[{\"Node\": {\"Node\": []}, \"Service\": {\"Port\": 1}}]",
        "<html>502</html>"
      })
  void refusesAnAnswerOfAnotherForm(String body) {
    assertThatThrownBy(
            () -> {
              // An empty answer of no instances is a form of its own, [].
              if (ConsulJson.instances(body).isEmpty()) {
                throw new ConsulException("is not of the form: nothing");
              }
            })
        .isInstanceOf(ConsulException.class)
        .hasMessageContaining("is not of the form");
  }

  @Test
  void refusesDeepNestingWithoutFallingOver() {
    assertThatThrownBy(() -> ConsulJson.services("[".repeat(200_000)))
        .isInstanceOf(ConsulException.class);
  }
}

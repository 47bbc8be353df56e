package io.fairlead.xds.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "80; route '80': no such cluster; true",
        "80; 80: no such cluster; true",
        "80; no such cluster in 80.; true",
        "80; route '8080': no such cluster; false",
        "80; listener 0.0.0.0:80 is bad; false",
        "80; web.mesh:80 is bad; false",
        "web.mesh; outbound|80||web.mesh: no endpoints; false",
        "web.mesh; web.mesh.example: no endpoints; false",
        "outbound|80||web.mesh; outbound|80||web.mesh: no endpoints; true",
        "10.0.0.1_90; 10.0.0.1_9000 cannot be bound; false",
      })
  void aNameIsMeantWhereItStandsByItself(String name, String words, boolean isMeant) {
    assertThat(Refusals.isNamed(name, words)).isEqualTo(isMeant);
  }

  @ParameterizedTest
  @CsvSource({"route '8080' is bad, 8080", "route '80' is bad, 80"})
  void onlyTheResourceThatIsNamedIsToBlame(String words, String blamed) {
    assertThat(Refusals.NONE.plus(words, List.of("80", "8080")).names()).containsExactly(blamed);
  }
}

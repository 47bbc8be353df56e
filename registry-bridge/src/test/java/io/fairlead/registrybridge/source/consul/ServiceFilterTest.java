package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.registrybridge.source.SourceSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServiceFilterTest {

  private static boolean isWanted(List<String> include, List<String> exclude, String name) {
    return new ServiceFilter(new SourceSettings.Selection(include, exclude)).isWanted(name);
  }

  @ParameterizedTest
  @CsvSource({
    "*, web, true",
    "web, web, true",
    "web, webs, false",
    "web-*, web-1, true",
    "web-*, web, false",
    "*-proxy, web-proxy, true",
    "a*b*c, aXbYc, true",
    "a*b*c, abc, true",
    "a*a, a, false",
    "*ab*ab*, ab, false",
    "*ab*ab*, abab, true"
  })
  void matchesStarsWithAnyCharacters(String pattern, String name, boolean matches) {
    assertThat(ServiceFilter.matches(pattern, name)).isEqualTo(matches);
  }

  @Test
  void takesAllButConsulItselfByDefault() {
    assertThat(isWanted(List.of(), List.of(), "web")).isTrue();
    assertThat(isWanted(List.of(), List.of(), "consul")).isFalse();
    assertThat(isWanted(List.of("*"), List.of(), "consul")).isFalse();
    assertThat(isWanted(List.of("consul"), List.of(), "consul")).isTrue();
  }

  @Test
  void letsExclusionWin() {
    assertThat(isWanted(List.of("web*"), List.of("web-old"), "web-old")).isFalse();
    assertThat(isWanted(List.of("web*"), List.of("web-old"), "db")).isFalse();
  }
}

package io.fairlead.registrybridge.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Problem;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServicePort;
import io.fairlead.registrybridge.source.SourceSettings;
import io.fairlead.testing.Cases;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServicesYamlTest {

  private static final String GOOD =
      """
      services:
        - host: Billing.internal
          ports: [{number: 8080, name: http, protocol: http}, {number: 5432, targetPort: 6432}]
          endpoints:
            - {address: 10.0.0.7}
            - {address: 10.0.0.8, ports: {http: 9090, tcp: 6432}, labels: {version: v2}}
      """;

  private static ServicesYaml.Read read(String text) {
    return ServicesYaml.read(
        new SourceSettings.StaticFile("static", Path.of("services.yaml"), "static", false), text);
  }

  static List<Path> cases() {
    return Goldens.at("file").cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsEveryProblemWithItsPlace(Path directory) {
    String problems =
        read(Goldens.read(directory.resolve("services.yaml"))).problems().stream()
            .map(problem -> problem + "\n")
            .collect(Collectors.joining());
    Goldens.assertMatches(directory.resolve("problems.txt"), problems);
  }

  @Test
  void readsAService() {
    Service service = read(GOOD).services().values().iterator().next();
    assertThat(service.resource()).hasToString("static/billing.internal");
    assertThat(service.ports())
        .containsExactly(
            ServicePort.of(8080, "http", Protocol.HTTP),
            new ServicePort(5432, "tcp", Protocol.TCP, 6432));
    assertThat(service.discovery().endpoints())
        .extracting(Endpoint::address, Endpoint::ports, each -> each.labels().values())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("10.0.0.7", Map.of(), Map.of()),
            org.assertj.core.groups.Tuple.tuple(
                "10.0.0.8", Map.of("http", 9090), Map.of("version", "v2")));
  }

  @Test
  void takesAnEmptyListAsNoServices() {
    assertThat(read("services: []")).isEqualTo(new ServicesYaml.Read(Map.of(), List.of()));
  }

  @Test
  void takesNoServiceOfAFileWithAProblem() {
    assertThat(read(GOOD + "  - host: web\n").services()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 100_000})
  void refusesDeepNestingAtOnce(int depth) {
    Assertions.assertTimeout(
        Duration.ofSeconds(2),
        () ->
            assertThat(read("services: " + "[".repeat(depth)).problems())
                .singleElement()
                .asString()
                .contains("nested deeper"));
  }

  @Test
  void refusesABombOfAliasesAtOnce() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }
    Assertions.assertTimeout(
        Duration.ofSeconds(2),
        () ->
            assertThat(read(bomb.toString()).problems())
                .singleElement()
                .asString()
                .startsWith("services.yaml:2:")
                .contains("aliases are not taken"));
  }

  @ParameterizedTest
  @ValueSource(ints = {(256 << 10) + 1, 8 << 20, (8 << 20) + 1})
  void refusesEndlessLinesAndTextsAtOnce(int length) {
    Assertions.assertTimeout(
        Duration.ofSeconds(2), () -> assertThat(read("x".repeat(length)).problems()).hasSize(1));
  }

  @Test
  void readsManyServices() {
    StringBuilder text = new StringBuilder("services:\n");
    for (int i = 0; i < 10_000; i++) {
      text.append("  - {host: svc-%d.internal, ports: [{number: 80}]}%n".formatted(i));
    }
    assertThat(read(text.toString()).services()).hasSize(10_000);
  }

  @Test
  void neverThrowsWhateverTheFileHolds() {
    String pieces = "services:\n- {}[],&*!|>'\"%@`#?host ports 8080 \t\u0000\u2028";
    Cases.check(
        2000,
        (random, seed) -> {
          StringBuilder text = new StringBuilder(GOOD);
          for (int i = random.nextInt(1, 8); i > 0; i--) {
            int at = random.nextInt(text.length());
            char piece = pieces.charAt(random.nextInt(pieces.length()));
            text.replace(at, Math.min(text.length(), at + random.nextInt(3)), "" + piece);
          }
          assertThat(read(text.toString()).problems()).allMatch(Problem::isError);
        });
  }
}

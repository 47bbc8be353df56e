package io.fairlead.istioconfig.rules;

import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.rules.Rule.Outcome;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the rules of each kind from {@code src/test/resources/validation}. */
final class Rules {

  static final List<String> KINDS =
      List.of(
          "VirtualService",
          "DestinationRule",
          "Gateway",
          "ServiceEntry",
          "Sidecar",
          "WorkloadEntry",
          "WorkloadGroup",
          "PeerAuthentication",
          "AuthorizationPolicy",
          "MeshNetworks");

  private static final Path DIRECTORY = Path.of("src/test/resources/validation");

  private Rules() {}

  static List<Rule> all() {
    return KINDS.stream().flatMap(kind -> of(kind).stream()).toList();
  }

  static List<Rule> of(String kind) {
    String text = Goldens.read(DIRECTORY.resolve(kind + ".yaml"));
    List<Rule> rules = new ArrayList<>();
    for (Object one : (List<?>) new Load(LoadSettings.builder().build()).loadFromString(text)) {
      rules.add(rule(kind, (Map<?, ?>) one));
    }
    return rules;
  }

  private static Rule rule(String kind, Map<?, ?> said) {
    return new Rule(
        kind,
        String.valueOf(said.get("rule")),
        "warning".equals(said.get("istio")),
        resource(kind, said),
        outcome(said));
  }

  private static Outcome outcome(Map<?, ?> said) {
    if (said.get("error") instanceof String code) {
      return new Outcome.Refused(code);
    }
    if (said.get("warning") instanceof String code) {
      return new Outcome.Warned(code);
    }
    if (said.get("taken") instanceof String reason) {
      return new Outcome.Taken(reason);
    }
    throw new IllegalArgumentException("neither error, warning nor taken in " + said);
  }

  private static String resource(String kind, Map<?, ?> said) {
    Object name = said.get("name") instanceof String given ? given : "broken";
    return json(
        Map.of(
            "apiVersion",
            Kinds.named(kind).orElseThrow().apiVersion(),
            "kind",
            kind,
            "metadata",
            Map.of("name", name, "namespace", "shop"),
            "spec",
            Objects.requireNonNull(said.get("spec"))));
  }

  /**
   * As JSON, which no text is mistaken in. {@code LONG-9} stands for a text of 9 characters, {@code
   * MANY-9} for a list of 9 hosts.
   */
  private static String json(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> quoted(entry.getKey()) + ": " + json(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list ->
          list.stream().map(Rules::json).collect(Collectors.joining(", ", "[", "]"));
      case String text when text.startsWith("LONG-") -> quoted("a".repeat(count(text)));
      case String text when text.startsWith("MANY-") ->
          json(IntStream.range(0, count(text)).mapToObj(i -> "h" + i + ".mesh").toList());
      case String text -> quoted(text);
      default -> String.valueOf(value);
    };
  }

  private static String quoted(Object text) {
    return '"' + String.valueOf(text).replace("\n", "\\n") + '"';
  }

  private static int count(String text) {
    return Integer.parseInt(text.substring("LONG-".length()));
  }
}

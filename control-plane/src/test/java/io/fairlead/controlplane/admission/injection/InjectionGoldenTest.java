package io.fairlead.controlplane.admission.injection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InjectionGoldenTest {

  private static final Goldens GOLDENS = Goldens.at("injection");
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final Injection INJECTION =
      new Injection(
          new ProxyContainer(
              "registry.example.com/fairlead/proxy:0.1.0",
              "IfNotPresent",
              "default",
              "Kubernetes",
              "fairlead-control-plane.fairlead-system.svc:15012",
              "sha256:0000000000000000000000000000000000000000000000000000000000000000",
              new ProxyContainer.Resources("50m", "192Mi", "", "512Mi")));

  static List<Path> cases() {
    return GOLDENS.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPodBecomesWhatTheGoldenSays(Path directory) {
    String text =
        switch (INJECTION.of(pod(directory), "demo")) {
          case Injection.Outcome.Untouched untouched -> "untouched: " + untouched.reason();
          case Injection.Outcome.Refused refused -> "refused: " + refused.reason();
          case Injection.Outcome.Injected injected ->
              String.join("\n", injected.warnings())
                  + (injected.warnings().isEmpty() ? "" : "\n")
                  + JSON.toJson(injected.patch());
        };
    Goldens.assertMatches(directory.resolve("outcome.txt"), text + "\n");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void thePodItselfIsLeftAsItWas(Path directory) {
    JsonObject pod = pod(directory);
    INJECTION.of(pod, "demo");
    assertThat(pod).isEqualTo(pod(directory));
  }

  @Test
  void anObjectOfAnotherFormIsInjectedOrRefusedAndNeverThrows() {
    for (String text :
        List.of(
            "{}", "{\"spec\": 1, \"metadata\": []}", "{\"spec\": {\"containers\": [1, null]}}")) {
      assertThat(INJECTION.of(JsonParser.parseString(text).getAsJsonObject(), "demo"))
          .as(text)
          .isInstanceOf(Injection.Outcome.Injected.class);
    }
  }

  private static JsonObject pod(Path directory) {
    return JsonParser.parseString(Goldens.read(directory.resolve("pod.json"))).getAsJsonObject();
  }
}

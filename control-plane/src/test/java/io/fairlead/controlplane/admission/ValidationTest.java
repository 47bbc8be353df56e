package io.fairlead.controlplane.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationTest {

  private static final String ENTRY =
      """
      {"apiVersion": "networking.istio.io/v1", "kind": "ServiceEntry",
       "metadata": {"name": "web", "uid": "1", "managedFields": [{"manager": "kubectl"}]},
       "spec": {"hosts": [%s], "ports": [{"number": 80, "name": "http", "protocol": "HTTP"}], "resolution": "DNS",
                "addresses": ["10.1.2.3"]}}
      """;

  @Test
  void whatCanBeReadIsAllowed() {
    assertThat(Validation.of(review(ENTRY.formatted("\"web.example.com\""))))
        .isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void whatCannotBeReadIsRefusedWithAllReasons() {
    String broken = ENTRY.formatted("\"not a host\"").replace("80", "70000");
    assertThat(Validation.of(review(broken)))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused ->
                assertThat(refused.message())
                    .contains("spec.hosts[0]: ")
                    .contains("; ")
                    .contains("spec.ports[0].number: 70000 is no port"));
  }

  @Test
  void whatIsBeingDeletedIsAllowed() {
    String broken = ENTRY.formatted("\"not a host\"");
    String leaving =
        broken.replace("\"uid\"", "\"deletionTimestamp\": \"2026-11-23T10:00:00Z\", \"uid\"");
    assertThat(Validation.of(review(leaving))).isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void aNameThatIsStillToBeGeneratedIsNone() {
    String generated =
        ENTRY
            .formatted("\"web.example.com\"")
            .replace("\"name\": \"web\"", "\"generateName\": \"web-\"");
    assertThat(Validation.of(review(generated))).isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void aVerdictIsWrittenAsAnApiServerReadsIt() {
    String json = new Verdict.Refused("no", List.of("careful")).toJson("7");
    JsonObject response =
        JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("response");
    assertThat(response.get("uid").getAsString()).isEqualTo("7");
    assertThat(response.get("allowed").getAsBoolean()).isFalse();
    assertThat(response.getAsJsonObject("status").get("message").getAsString()).isEqualTo("no");
    assertThat(response.getAsJsonArray("warnings")).hasSize(1);
  }

  private static Review review(String object) {
    return new Review("1", "demo", JsonParser.parseString(object).getAsJsonObject());
  }
}

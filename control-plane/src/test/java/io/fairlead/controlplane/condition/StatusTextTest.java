package io.fairlead.controlplane.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Condition;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Status;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Told;
import io.fairlead.model.ResourceName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private static final String OTHERS =
      """
      {"parentRef":{"name":"edge"},"controllerName":"example.com/other","conditions":[]}""";

  private static final String OURS =
      """
      {"parentRef":{"namespace":"infra","name":"edge","port":80},\
      "controllerName":"fairlead.io/gateway-controller","conditions":[\
      {"type":"Accepted","status":"%s","reason":"%s","message":"","observedGeneration":3,\
      "lastTransitionTime":"%s"}]}""";

  @Test
  void whatOtherControllersSayStays() {
    assertThat(merged("{\"parents\":[" + OTHERS + "]}"))
        .isEqualTo(
            json(
                "{\"parents\":["
                    + OTHERS
                    + ","
                    + OURS.formatted("True", "Accepted", "2026-01-02T03:04:05Z")
                    + "]}"));
  }

  @Test
  void theTimeIsThatOfTheLastTurn() {
    String told = OURS.formatted("True", "Accepted", "2025-01-01T00:00:00Z");
    assertThat(merged("{\"parents\":[" + told + "]}"))
        .isEqualTo(json("{\"parents\":[" + told + "]}"));
    String refused = OURS.formatted("False", "NoMatchingParent", "2025-01-01T00:00:00Z");
    assertThat(merged("{\"parents\":[" + refused + "]}").toString())
        .contains("2026-01-02T03:04:05Z");
  }

  @Test
  void parentsThatAreNamedNoMoreAreTakenBack() {
    String told = OURS.formatted("True", "Accepted", "2025-01-01T00:00:00Z");
    assertThat(merged("{\"parents\":[" + OTHERS + "," + told + "]}", new Status.OfRoute(List.of())))
        .isEqualTo(json("{\"parents\":[" + OTHERS + "]}"));
  }

  @Test
  void ofAncestorsThereAreNoMoreThanAnApiServerTakes() {
    Condition good = new Condition("Accepted", true, "Accepted", "");
    Status.Parent gateway =
        new Status.Parent("gateway.networking.k8s.io", "Gateway", "shop", "edge", "", 0);
    Status.Parent service = new Status.Parent("", "Service", "shop", "web", "", 0);
    String others = String.join(",", Collections.nCopies(15, OTHERS.replace("parent", "ancestor")));
    JsonObject merged =
        merged(
            "{\"ancestors\":[" + others + "]}",
            new Status.OfPolicy(
                List.of(
                    new Status.OfParent(gateway, List.of(good)),
                    new Status.OfParent(service, List.of(good)))));
    assertThat(merged.getAsJsonArray("ancestors")).hasSize(16);
    assertThat(merged.toString()).contains("\"kind\":\"Gateway\"").doesNotContain("Service");
  }

  @Test
  void theGroupOfAServiceIsSaidThoughItIsEmpty() {
    Condition good = new Condition("Accepted", true, "Accepted", "");
    Status.Parent service = new Status.Parent("", "Service", "shop", "web", "", 0);
    assertThat(
            merged("{}", new Status.OfPolicy(List.of(new Status.OfParent(service, List.of(good)))))
                .toString())
        .contains("{\"group\":\"\",\"kind\":\"Service\"");
  }

  @Test
  void conditionsOfOtherTypesStay() {
    JsonObject merged =
        merged(
            """
            {"conditions":[{"type":"SupportedVersion","status":"True"}]}""",
            new Status.OfClass(List.of(new Condition("Accepted", true, "Accepted", ""))));
    assertThat(merged.getAsJsonArray("conditions")).hasSize(2);
    assertThat(merged.toString()).contains("SupportedVersion");
  }

  @Test
  void addressesSayOfWhichTypeTheyAre() {
    Condition good = new Condition("Programmed", true, "Programmed", "");
    assertThat(
            merged(
                    "{}",
                    new Status.OfGateway(
                        good, good, List.of(), List.of(), List.of("10.0.0.1", "lb.example.com")))
                .get("addresses")
                .toString())
        .isEqualTo(
            "[{\"type\":\"IPAddress\",\"value\":\"10.0.0.1\"},"
                + "{\"type\":\"Hostname\",\"value\":\"lb.example.com\"}]");
  }

  @Test
  void liesWhereTheApiServerKeepsIt() {
    Status.OfRoute nothing = new Status.OfRoute(List.of());
    assertThat(StatusWriter.path(told("BackendTLSPolicy", nothing)))
        .isEqualTo("/apis/gateway.networking.k8s.io/v1/namespaces/shop/backendtlspolicies/web");
    assertThat(StatusWriter.path(told("GatewayClass", nothing)))
        .isEqualTo("/apis/gateway.networking.k8s.io/v1/gatewayclasses/web");
  }

  private static JsonObject merged(String before) {
    return merged(
        before,
        new Status.OfRoute(
            List.of(
                new Status.OfParent(
                    new Status.Parent("", "", "infra", "edge", "", 80),
                    List.of(new Condition("Accepted", true, "Accepted", ""))))));
  }

  private static JsonObject merged(String before, Status status) {
    return new StatusText(told("HTTPRoute", status), () -> NOW).merged(json(before));
  }

  private static Told told(String kind, Status status) {
    return new Told(new ResourceId(kind, new ResourceName("shop", "web")), "v1", 3, status);
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }
}

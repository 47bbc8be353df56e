package io.fairlead.controlplane.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class CaBundlesTest {

  @Test
  void eachWebhookWithoutTheBundleGetsIt() {
    assertThat(CaBundles.patch(configuration("new"), "new"))
        .contains(
            """
            [{"op":"test","path":"/metadata/resourceVersion","value":"42"},\
            {"op":"add","path":"/webhooks/0/clientConfig/caBundle","value":"new"}]""");
  }

  @Test
  void anotherBundleIsReplaced() {
    assertThat(CaBundles.patch(configuration("old"), "new").orElseThrow())
        .contains("/webhooks/0/")
        .contains("/webhooks/1/");
  }

  @Test
  void whatIsCompleteIsLeftAlone() {
    JsonObject complete = JsonParser.parseString("{\"webhooks\": []}").getAsJsonObject();
    assertThat(CaBundles.patch(complete, "new")).isEmpty();
  }

  private static JsonObject configuration(String second) {
    return JsonParser.parseString(
            """
            {"metadata": {"resourceVersion": "42"},
             "webhooks": [{"name": "a", "clientConfig": {"service": {"name": "x"}}},
                          {"name": "b", "clientConfig": {"caBundle": "%s"}}]}
            """
                .formatted(second))
        .getAsJsonObject();
  }
}

package io.fairlead.vmagent.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void keepsOrderAndEscapesWhatMustBe() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("z", List.of(1, true));
    object.put("a", "quote \" backslash \\ line \n bell \u0007 é");
    object.put("empty", Map.of());

    assertThat(Json.write(object))
        .isEqualTo(
            """
            {
              "z": [
                1,
                true
              ],
              "a": "quote \\" backslash \\\\ line \\n bell \\u0007 é",
              "empty": {}
            }
            """);
  }
}

package io.fairlead.vmagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class AgentSettingsTest {

  private static final Path DEFAULT_FILE = Path.of("src/main/config/agent.yaml");

  private static AgentSettings read(String yaml) {
    return RecordReader.read(yaml, "agent.yaml", AgentSettings.DEFAULTS);
  }

  @Test
  void theDefaultFileHoldsTheDefaults() {
    assertThat(RecordReader.read(DEFAULT_FILE, AgentSettings.DEFAULTS))
        .isEqualTo(AgentSettings.DEFAULTS);
  }

  @Test
  void theDefaultFileHoldsEveryKeyInTheOrderOfTheRecords() throws Exception {
    Object file =
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(DEFAULT_FILE));

    assertThat(keys("", file)).isEqualTo(keys("", AgentSettings.class));
  }

  @Test
  void theReferenceExplainsEveryKey() throws Exception {
    String reference = Files.readString(Path.of("../docs/reference/agent.md"));

    assertThat(keys("", AgentSettings.class))
        .allSatisfy(key -> assertThat(reference).contains("`" + key + "`"));
  }

  private static List<String> keys(String prefix, Object yaml) {
    List<String> keys = new ArrayList<>();
    ((Map<?, ?>) yaml)
        .forEach(
            (key, value) ->
                keys.addAll(
                    value instanceof Map<?, ?> nested && !nested.isEmpty()
                        ? keys(prefix + key + ".", value)
                        : List.of(prefix + key)));
    return keys;
  }

  private static List<String> keys(String prefix, Class<?> type) {
    List<String> keys = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      keys.addAll(
          component.getType().isRecord()
              ? keys(prefix + component.getName() + ".", component.getType())
              : List.of(prefix + component.getName()));
    }
    return keys;
  }

  @Test
  void anEmptyFileMeansTheDefaults() {
    assertThat(read("# nothing yet\n")).isEqualTo(AgentSettings.DEFAULTS);
  }

  @Test
  void namesTheNearestKeyAndThePlaceOfAnUnknownOne() {
    assertThatThrownBy(() -> read("capture:\n  mode: explicit\n  inboundPort: '*'\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("agent.yaml:3:3: unknown key 'inboundPort': did you mean 'inboundPorts'?");
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThatThrownBy(() -> read("capture: {mode: tproxy}\nstatus: {listen: nowhere}\nports: 3\n"))
        .hasMessageContaining("agent.yaml:1:17: 'mode' must be one of redirect, explicit")
        .hasMessageContaining("agent.yaml:2:18: 'listen' must be an IP address and a port")
        .hasMessageContaining("agent.yaml:3:8: must be a mapping");
  }

  @Test
  void refusesStatusForEverybody() {
    assertThatThrownBy(() -> read("status: {listen: '0.0.0.0:15020'}"))
        .hasMessageContaining("loopback");
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    assertThatThrownBy(() -> read("agentUser: a\nagentUser: b\n"))
        .hasMessageContaining("agent.yaml:2:1")
        .hasMessageContaining("agentUser");
  }

  @Test
  void refusesOneAddressBesideMany() {
    assertThatThrownBy(() -> read("address: 10.0.0.1\naddresses: [10.0.0.2]\n"))
        .hasMessageContaining("'address' or 'addresses'");
  }

  @Test
  void refusesWhatIsNotYamlWithItsPlace() {
    assertThatThrownBy(() -> read("envoy: {binary: 'envoy\n"))
        .hasMessageContaining("agent.yaml:")
        .hasMessageContaining("not YAML");
  }

  @Test
  void refusesFilesWithoutMeasure() {
    assertThatThrownBy(() -> read("a".repeat(2 << 20))).isInstanceOf(ConfigException.class);
  }
}

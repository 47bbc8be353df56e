package io.fairlead.vmagent.envoy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What a running Envoy says about itself. */
record ServerInfo(String state, int restartEpoch, String configPath) {

  /** Reads the admin's JSON, which is YAML too. */
  static Optional<ServerInfo> parse(String json) {
    try {
      Object root = new Load(LoadSettings.builder().build()).loadFromString(json);
      if (root instanceof Map<?, ?> info
          && info.get("command_line_options") instanceof Map<?, ?> options) {
        Object epoch = options.get("restart_epoch");
        return Optional.of(
            new ServerInfo(
                String.valueOf(info.get("state")),
                epoch == null ? 0 : Integer.parseInt(epoch.toString()),
                String.valueOf(options.get("config_path"))));
      }
      return Optional.empty();
    } catch (YamlEngineException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  Path bootstrap() {
    return Path.of(configPath);
  }
}

package io.fairlead.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a configuration file into a record. */
public final class SettingsFile {

  private static final int MAX_CHARACTERS = 1 << 20;

  private SettingsFile() {}

  /** Reads the file. */
  public static <T extends Record> T read(Path file, Class<T> type) throws SettingsException {
    try {
      if (Files.size(file) > MAX_CHARACTERS) {
        throw new SettingsException(
            List.of(file + ": is larger than 1 MiB; is it the right file?"));
      }
      return parse(file.toString(), Files.readString(file), type);
    } catch (NoSuchFileException e) {
      throw new SettingsException(List.of(file + ": there is no such file; name one by --config"));
    } catch (IOException e) {
      throw new SettingsException(List.of(file + ": cannot be read: " + e.getMessage()));
    }
  }

  /** Reads a text; {@code name} stands for it in problems. */
  public static <T extends Record> T parse(String name, String text, Class<T> type)
      throws SettingsException {
    List<String> problems = new ArrayList<>();
    Optional<T> read = new RecordReader(name, problems).read(compose(name, text), type);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return read.orElseThrow(() -> new IllegalStateException("no record and no problem"));
  }

  private static Optional<Node> compose(String name, String text) throws SettingsException {
    LoadSettings limits =
        LoadSettings.builder()
            .setAllowDuplicateKeys(true)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(MAX_CHARACTERS)
            .build();
    try {
      return new Compose(limits).composeString(text);
    } catch (MarkedYamlEngineException e) {
      throw new SettingsException(
          List.of(name + place(e.getProblemMark()) + ": is not YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      throw new SettingsException(List.of(name + ": is not YAML: " + e.getMessage()));
    }
  }

  static String place(Optional<Mark> mark) {
    return mark.map(at -> ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1)).orElse("");
  }
}

package io.fairlead.vmagent.config;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML into records: a key for each component, a default for each key that is left out, a
 * problem with file, line and column for each key or value that does not belong.
 */
public final class RecordReader {

  private static final int MOST_CHARACTERS = 1 << 20;

  private final String file;
  private final List<String> problems = new ArrayList<>();

  private RecordReader(String file) {
    this.file = file;
  }

  /**
   * @throws ConfigException with every problem of the file
   */
  public static <R extends Record> R read(Path file, R defaults) {
    try {
      if (Files.size(file) > MOST_CHARACTERS) {
        throw new ConfigException(List.of(file + ": longer than 1 MiB, so not a settings file"));
      }
      return read(Files.readString(file), file.toString(), defaults);
    } catch (IOException e) {
      throw new ConfigException(
          List.of(file + ": cannot be read (" + e + "): check that it exists and is readable"));
    }
  }

  /**
   * @throws ConfigException with every problem of the text
   */
  public static <R extends Record> R read(String text, String file, R defaults) {
    RecordReader reader = new RecordReader(file);
    R result = reader.parse(text).map(root -> reader.record(root, defaults)).orElse(defaults);
    if (!reader.problems.isEmpty()) {
      throw new ConfigException(reader.problems);
    }
    return result;
  }

  private Optional<Node> parse(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(MOST_CHARACTERS)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      String at =
          e.getProblemMark()
              .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
              .orElse("");
      problems.add(file + at + ": not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      problems.add(file + ": not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private <R extends Record> R record(Node node, R defaults) {
    if (!(node instanceof MappingNode mapping)) {
      problem(node, "must be a mapping of keys to values");
      return defaults;
    }
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Map<String, Object> values = new HashMap<>();
    for (RecordComponent component : components) {
      values.put(component.getName(), current(component, defaults));
    }
    Map<String, Node> seen = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
      if (!values.containsKey(key)) {
        unknown(tuple.getKeyNode(), key, values);
      } else if (seen.putIfAbsent(key, tuple.getValueNode()) != null) {
        problem(tuple.getKeyNode(), "the key '" + key + "' stands twice: keep one");
      }
    }
    for (RecordComponent component : components) {
      Node value = seen.get(component.getName());
      if (value != null) {
        Object before = values.get(component.getName());
        if (before == null) {
          throw new IllegalStateException("no default for " + component.getName());
        }
        values.put(component.getName(), value(value, component, before));
      }
    }
    return create(node, defaults, components, values);
  }

  private void unknown(Node node, String key, Map<String, Object> values) {
    String nearest =
        NearestKey.to(key, values.keySet()).map(k -> ": did you mean '" + k + "'?").orElse("");
    problem(node, "unknown key '" + key + "'" + nearest);
  }

  private Object value(Node node, RecordComponent component, Object before) {
    String key = component.getName();
    try {
      return switch (before) {
        case Record nested -> record(node, nested);
        case List<?> _ -> list(node);
        case Map<?, ?> _ -> map(node);
        default -> ScalarReader.read(scalar(node), component.getType());
      };
    } catch (IllegalArgumentException e) {
      problem(node, "'" + key + "' " + e.getMessage());
      return before;
    }
  }

  private static String scalar(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new IllegalArgumentException("must be a single value");
  }

  private static List<String> list(Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream().map(RecordReader::scalar).toList();
    }
    throw new IllegalArgumentException("must be a list");
  }

  private static Map<String, String> map(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw new IllegalArgumentException("must be a mapping");
    }
    Map<String, String> result = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      result.put(scalar(tuple.getKeyNode()), scalar(tuple.getValueNode()));
    }
    return result;
  }

  private static Object current(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("settings must be public records", e);
    }
  }

  @SuppressWarnings("unchecked")
  private <R extends Record> R create(
      Node node, R defaults, RecordComponent[] components, Map<String, Object> values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] arguments =
        Arrays.stream(components).map(component -> values.get(component.getName())).toArray();
    try {
      return (R) defaults.getClass().getConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      problem(node, String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
      return defaults;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("settings must be public records", e);
    }
  }

  private void problem(Node node, String sentence) {
    String at =
        node.getStartMark()
            .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
            .orElse("");
    problems.add(file + at + ": " + sentence);
  }
}

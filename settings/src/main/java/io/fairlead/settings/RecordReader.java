package io.fairlead.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Walks the YAML tree along a record's components and collects every problem on the way. */
final class RecordReader {

  private final String file;
  private final List<String> problems;

  RecordReader(String file, List<String> problems) {
    this.file = file;
    this.problems = problems;
  }

  <T extends Record> Optional<T> read(Optional<Node> root, Class<T> type) {
    return record(root, type, "").map(type::cast);
  }

  private Optional<Object> record(Optional<Node> node, Class<?> type, String path) {
    Map<String, Node> given = Map.of();
    if (node.isPresent() && !isNull(node.get())) {
      if (!(node.get() instanceof MappingNode mapping)) {
        return problem(node, path, "expected keys and values here");
      }
      given = children(mapping, type, path);
    }
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Optional<Node> child = Optional.ofNullable(given.get(component.getName()));
      component(child, component, join(path, component.getName()), node).ifPresent(values::add);
    }
    return values.size() == type.getRecordComponents().length
        ? construct(type, values, node, path)
        : Optional.empty();
  }

  private Map<String, Node> children(MappingNode mapping, Class<?> type, String path) {
    List<String> known =
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    Map<String, Node> children = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node keyNode = tuple.getKeyNode();
      String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!known.contains(key)) {
        String nearest =
            NearestName.of(key, known)
                .map(name -> "did you mean '" + name + "'?")
                .orElseGet(() -> "known here: " + String.join(", ", known));
        problem(Optional.of(keyNode), join(path, key), "there is no such key; " + nearest);
      } else if (children.put(key, tuple.getValueNode()) != null) {
        problem(Optional.of(keyNode), join(path, key), "this key stands twice; keep one");
      }
    }
    return children;
  }

  private Optional<Object> component(
      Optional<Node> node, RecordComponent component, String path, Optional<Node> parent) {
    Class<?> type = component.getType();
    if (type == List.class) {
      return list(node, component, path);
    }
    if (type.isRecord()) {
      return record(node, type, path);
    }
    if (node.isPresent() && !isNull(node.get())) {
      return scalar(node.get(), type, path);
    }
    Default standard = component.getAnnotation(Default.class);
    if (standard == null) {
      return problem(
          parent, path, "this key is missing; it needs " + ScalarReader.expectation(type));
    }
    return Optional.of(
        ScalarReader.read(standard.value(), type)
            .orElseThrow(
                () -> new IllegalStateException("the default of " + path + " is no " + type)));
  }

  private Optional<Object> list(Optional<Node> node, RecordComponent component, String path) {
    if (node.isEmpty() || isNull(node.get())) {
      return Optional.of(List.of());
    }
    if (!(node.get() instanceof SequenceNode sequence)) {
      return problem(node, path, "expected a list here");
    }
    Class<?> type =
        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    List<Object> values = new ArrayList<>();
    int index = 0;
    for (Node item : sequence.getValue()) {
      String itemPath = path + "[" + index + "]";
      Optional<Object> value =
          type.isRecord()
              ? record(Optional.of(item), type, itemPath)
              : scalar(item, type, itemPath);
      value.ifPresent(values::add);
      index++;
    }
    return Optional.of(List.copyOf(values));
  }

  private Optional<Object> scalar(Node node, Class<?> type, String path) {
    Optional<Object> value =
        node instanceof ScalarNode scalar
            ? ScalarReader.read(scalar.getValue(), type)
            : Optional.empty();
    return value.isPresent()
        ? value
        : problem(Optional.of(node), path, "expected " + ScalarReader.expectation(type));
  }

  private Optional<Object> construct(
      Class<?> type, List<Object> values, Optional<Node> node, String path) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return Optional.of(constructor.newInstance(values.toArray()));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException invalid) {
        return problem(node, path, String.valueOf(invalid.getMessage()));
      }
      throw new IllegalStateException("constructing " + type.getName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("constructing " + type.getName(), e);
    }
  }

  private Optional<Object> problem(Optional<Node> node, String path, String sentence) {
    String place = SettingsFile.place(node.flatMap(Node::getStartMark));
    problems.add(file + place + ": " + (path.isEmpty() ? "" : path + ": ") + sentence);
    return Optional.empty();
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}

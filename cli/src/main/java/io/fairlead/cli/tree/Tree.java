package io.fairlead.cli.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A value of YAML or JSON. What is missing, or of another sort than asked for, is empty.
 *
 * @param value a map, a list, a scalar or nothing
 */
public record Tree(@Nullable Object value) {

  public static final Tree EMPTY = new Tree(null);

  private static final int LARGEST = 16 << 20;

  /**
   * One document.
   *
   * @throws IllegalArgumentException where it is none; the sentence quotes nothing of it
   */
  public static Tree parse(String text) {
    try {
      return new Tree(load().loadFromString(text));
    } catch (YamlEngineException e) {
      throw unreadable(e);
    }
  }

  /** All documents of a text that have something in them. */
  public static List<Tree> parseAll(String text) {
    try {
      return StreamSupport.stream(load().loadAllFromString(text).spliterator(), false)
          .map(Tree::new)
          .filter(tree -> tree.value() != null)
          .toList();
    } catch (YamlEngineException e) {
      throw unreadable(e);
    }
  }

  /** Such texts hold secrets: the parser's own message, which shows lines of them, is left out. */
  private static IllegalArgumentException unreadable(YamlEngineException e) {
    return new IllegalArgumentException(
        "is neither YAML nor JSON (" + e.getClass().getSimpleName() + ")");
  }

  private static Load load() {
    return new Load(
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(LARGEST)
            .setMaxAliasesForCollections(50)
            .build());
  }

  public Tree at(String... path) {
    @Nullable Object here = value;
    for (String key : path) {
      here = here instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return new Tree(here);
  }

  public boolean isPresent() {
    return value != null;
  }

  /** A scalar as text; empty for anything else. */
  public String text() {
    return switch (value) {
      case String text -> text;
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      case null, default -> "";
    };
  }

  public boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  public int number() {
    return value instanceof Number number ? number.intValue() : 0;
  }

  public List<Tree> list() {
    return value instanceof List<?> list ? list.stream().map(Tree::new).toList() : List.of();
  }

  public Map<String, Object> map() {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> copy.put(String.valueOf(key), item));
    }
    return copy;
  }

  /** The element of this list whose {@code key} is that text. */
  public Optional<Tree> with(String key, String text) {
    return list().stream().filter(item -> item.at(key).text().equals(text)).findFirst();
  }

  /** May hold secrets. */
  @Override
  public String toString() {
    return "Tree";
  }
}

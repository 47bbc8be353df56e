package io.fairlead.istioconfig.read;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.fairlead.model.ProblemCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of a kind that have an effect. What else is set is refused by its name: nobody shall
 * believe in a field that nothing follows from.
 *
 * @param leaves paths without indexes, such as {@code http.match.uri.prefix}
 * @param reasons sentences for fields that are refused for a reason of their own, by path
 * @param warnings sentences for fields that are taken and have no effect, by path
 */
record TranslatedFields(
    Set<String> leaves,
    Set<String> inner,
    Map<String, String> reasons,
    Map<String, String> warnings) {

  private static final String NOT_YET =
      "is not translated yet, so it would have no effect: leave it out";

  static TranslatedFields of(String... leaves) {
    return new TranslatedFields(
        Set.of(leaves),
        Stream.of(leaves).flatMap(TranslatedFields::around).collect(Collectors.toSet()),
        Map.of(),
        Map.of());
  }

  /** The same, without a field, which is refused with another sentence than the others. */
  TranslatedFields refusing(String path, String sentence) {
    return refusing(Map.of(path, sentence));
  }

  /** The same for several fields, each with its sentence. */
  TranslatedFields refusing(Map<String, String> sentences) {
    return without(sentences.keySet(), and(reasons, sentences), warnings);
  }

  /** The same, with fields that are taken though nothing follows from them. */
  TranslatedFields warning(Map<String, String> sentences) {
    return without(sentences.keySet(), reasons, and(warnings, sentences));
  }

  private TranslatedFields without(
      Set<String> paths, Map<String, String> nextReasons, Map<String, String> nextWarnings) {
    Set<String> others = new HashSet<>(leaves);
    others.removeAll(paths);
    Set<String> around = new HashSet<>(inner);
    paths.stream().flatMap(TranslatedFields::around).forEach(around::add);
    return new TranslatedFields(Set.copyOf(others), Set.copyOf(around), nextReasons, nextWarnings);
  }

  private static Map<String, String> and(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return Map.copyOf(all);
  }

  private static Stream<String> around(String leaf) {
    return Stream.iterate(
        leaf.substring(0, Math.max(0, leaf.lastIndexOf('.'))),
        path -> !path.isEmpty(),
        path -> path.substring(0, Math.max(0, path.lastIndexOf('.'))));
  }

  void refuseOthers(Message spec, Findings findings) {
    walk(spec, "", "spec", findings);
  }

  private void walk(Message message, String path, String place, Findings findings) {
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              String at = path.isEmpty() ? field.getJsonName() : path + "." + field.getJsonName();
              String there = place + "." + field.getJsonName();
              if (inner.contains(at)) {
                into(field, value, at, there, findings);
              } else if (warnings.containsKey(at)) {
                findings.warning(there, warnings.getOrDefault(at, NOT_YET));
              } else if (!leaves.contains(at)) {
                String sentence = reasons.getOrDefault(at, NOT_YET);
                findings.error(ProblemCode.NOT_TRANSLATED, there, sentence);
              }
            });
  }

  private void into(
      FieldDescriptor field, Object value, String path, String place, Findings findings) {
    if (!field.isRepeated()) {
      walk((Message) value, path, place, findings);
      return;
    }
    List<?> items = (List<?>) value;
    for (int i = 0; i < items.size(); i++) {
      walk((Message) items.get(i), path, place + "[" + i + "]", findings);
    }
  }
}

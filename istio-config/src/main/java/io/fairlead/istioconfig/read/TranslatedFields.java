package io.fairlead.istioconfig.read;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of a kind that have an effect. What else is set is refused by its name: nobody shall
 * believe in a field that nothing follows from.
 *
 * @param leaves paths without indexes, such as {@code http.match.uri.prefix}
 */
record TranslatedFields(Set<String> leaves, Set<String> inner) {

  static TranslatedFields of(String... leaves) {
    return new TranslatedFields(
        Set.of(leaves),
        Stream.of(leaves).flatMap(TranslatedFields::around).collect(Collectors.toSet()));
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
              } else if (!leaves.contains(at)) {
                findings.error(
                    there, "is not translated yet, so it would have no effect: leave it out");
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

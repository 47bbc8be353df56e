package io.fairlead.istioconfig.analyze;

import com.google.protobuf.Message;
import io.fairlead.istioconfig.IstioResource;
import java.util.Comparator;
import java.util.List;

/** A resource with its message. */
record Declared<M extends Message>(IstioResource resource, M spec) {

  private static final String EVERYONE = "*";

  /** The oldest first, then by name: the first of several that say the same holds. */
  static <M extends Message> Comparator<Declared<M>> precedence() {
    return Comparator.comparing((Declared<M> one) -> one.resource().metadata().created())
        .thenComparing(one -> one.resource().name().toString());
  }

  String namespace() {
    return resource.name().namespace();
  }

  String title() {
    return resource.title();
  }

  /** Whether there may be a namespace that sees both. */
  static boolean meet(Declared<?> one, List<String> exports, Declared<?> other, List<String> to) {
    return exports.isEmpty()
        || to.isEmpty()
        || exports.contains(EVERYONE)
        || to.contains(EVERYONE)
        || exports.stream()
            .map(namespace -> own(namespace, one))
            .anyMatch(
                namespace ->
                    to.stream().map(theirs -> own(theirs, other)).anyMatch(namespace::equals));
  }

  private static String own(String namespace, Declared<?> declared) {
    return namespace.equals(".") ? declared.namespace() : namespace;
  }
}

package io.fairlead.model.policy;

import io.fairlead.model.Labels;
import io.fairlead.model.policy.HttpRoute.HttpMatch;
import io.fairlead.model.policy.RequestMatch.Uri;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Joins what a root and its delegate ask of requests, where the delegate asks for no others. */
final class MatchMerge {

  private MatchMerge() {}

  /** Empty where some match of the delegate fits no match of the root. */
  static Optional<List<HttpMatch>> merged(List<HttpMatch> root, List<HttpMatch> delegate) {
    if (root.isEmpty() || delegate.isEmpty()) {
      return Optional.of(root.isEmpty() ? delegate : root);
    }
    List<HttpMatch> all = new ArrayList<>();
    for (HttpMatch leaf : delegate) {
      List<HttpMatch> found =
          root.stream()
              .filter(above -> !isConflict(above, leaf))
              .map(m -> merged(m, leaf))
              .toList();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(found);
    }
    return Optional.of(all);
  }

  static String joined(String root, String leaf) {
    return root.isEmpty() || leaf.isEmpty() ? root + leaf : root + "-" + leaf;
  }

  private static HttpMatch merged(HttpMatch root, HttpMatch leaf) {
    return new HttpMatch(
        joined(root.name(), leaf.name()),
        merged(root.request(), leaf.request()),
        leaf.port() == 0 ? root.port() : leaf.port(),
        merged(root.caller(), leaf.caller()),
        leaf.statPrefix().isEmpty() ? root.statPrefix() : leaf.statPrefix());
  }

  private static RequestMatch merged(RequestMatch root, RequestMatch leaf) {
    Uri uri = leaf.uri();
    return new RequestMatch(
        uri.path().equals(StringMatch.ANYTHING)
            ? new Uri(root.uri().path(), uri.ignoresCase())
            : uri,
        joined(root.headers(), leaf.headers()),
        joined(root.withoutHeaders(), leaf.withoutHeaders()),
        joined(root.queryParameters(), leaf.queryParameters()));
  }

  private static Caller merged(Caller root, Caller leaf) {
    return new Caller(
        new Labels(joined(root.labels().values(), leaf.labels().values())),
        leaf.namespace().isEmpty() ? root.namespace() : leaf.namespace(),
        leaf.gateways().isUnsaid() ? root.gateways() : leaf.gateways());
  }

  private static <V> Map<String, V> joined(Map<String, V> root, Map<String, V> leaf) {
    Map<String, V> all = new HashMap<>(root);
    all.putAll(leaf);
    return all;
  }

  private static boolean isConflict(HttpMatch root, HttpMatch leaf) {
    boolean isOtherPort = root.port() != 0 && leaf.port() != 0 && root.port() != leaf.port();
    return isOtherPort
        || isConflict(root.request(), leaf.request())
        || isConflict(root.caller(), leaf.caller());
  }

  private static boolean isConflict(RequestMatch root, RequestMatch leaf) {
    boolean isOtherPath =
        !leaf.uri().path().equals(StringMatch.ANYTHING)
            && isConflict(root.uri().path(), leaf.uri().path());
    return isOtherPath
        || root.uri().ignoresCase() != leaf.uri().ignoresCase()
        || isConflict(root.headers(), leaf.headers())
        || isConflict(root.withoutHeaders(), leaf.withoutHeaders())
        || isConflict(root.queryParameters(), leaf.queryParameters());
  }

  private static boolean isConflict(Map<String, StringMatch> root, Map<String, StringMatch> leaf) {
    return leaf.entrySet().stream()
        .anyMatch(
            asked ->
                root.containsKey(asked.getKey())
                    && isConflict(root.get(asked.getKey()), asked.getValue()));
  }

  /** Whether something matches the leaf and not the root, as far as that is easily said. */
  private static boolean isConflict(StringMatch root, StringMatch leaf) {
    return switch (root) {
      case StringMatch.Anything ignored -> false;
      case StringMatch.Exact ignored -> !leaf.equals(root);
      case StringMatch.Prefix(String prefix) ->
          switch (leaf) {
            case StringMatch.Exact(String text) -> !text.startsWith(prefix);
            case StringMatch.Prefix(String text) -> !text.startsWith(prefix);
            case StringMatch.Anything ignored -> true;
            case StringMatch.Regex ignored -> true;
          };
      case StringMatch.Regex ignored -> true;
    };
  }

  private static boolean isConflict(Caller root, Caller leaf) {
    boolean isOtherNamespace =
        !root.namespace().isEmpty() && !leaf.namespace().equals(root.namespace());
    boolean isOtherGateway =
        !root.gateways().isUnsaid()
            && !leaf.gateways().isUnsaid()
            && !(root.gateways().names().containsAll(leaf.gateways().names())
                && (root.gateways().isForSidecars() || !leaf.gateways().isForSidecars()));
    return isOtherNamespace
        || isOtherGateway
        || leaf.labels().values().entrySet().stream()
            .anyMatch(
                label ->
                    root.labels().values().containsKey(label.getKey())
                        && !label.getValue().equals(root.labels().values().get(label.getKey())));
  }
}

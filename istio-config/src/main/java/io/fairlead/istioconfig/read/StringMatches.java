package io.fairlead.istioconfig.read;

import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.StringMatch;
import java.util.Map;
import java.util.TreeMap;

/** Reads what texts of a request must be. */
record StringMatches(Findings findings) {

  /** What Istio writes for any value; as an expression it would be none. */
  private static final String ANY_VALUE = "*";

  /** One that says nothing asks that there is something. */
  StringMatch read(String path, io.fairlead.api.istio.networking.v1alpha3.StringMatch match) {
    return switch (match.getMatchTypeCase()) {
      case EXACT -> new StringMatch.Exact(match.getExact());
      case PREFIX -> new StringMatch.Prefix(filled(path + ".prefix", match.getPrefix()));
      case REGEX ->
          new StringMatch.Regex(Regexes.checked(path + ".regex", match.getRegex(), findings));
      case MATCHTYPE_NOT_SET -> StringMatch.ANYTHING;
    };
  }

  /** As above, and an asterisk for an expression asks that there is something. */
  StringMatch readOrAny(String path, io.fairlead.api.istio.networking.v1alpha3.StringMatch match) {
    return match.getRegex().equals(ANY_VALUE) ? StringMatch.ANYTHING : read(path, match);
  }

  /** A path: a prefix that is empty is every one. */
  StringMatch uri(String path, io.fairlead.api.istio.networking.v1alpha3.StringMatch match) {
    return switch (match.getMatchTypeCase()) {
      case EXACT -> new StringMatch.Exact(filled(path + ".exact", match.getExact()));
      case PREFIX ->
          match.getPrefix().isEmpty()
              ? StringMatch.ANYTHING
              : new StringMatch.Prefix(match.getPrefix());
      case REGEX ->
          new StringMatch.Regex(Regexes.checked(path + ".regex", match.getRegex(), findings));
      case MATCHTYPE_NOT_SET -> {
        findings.error(
            ProblemCode.MISSING_FIELD,
            path,
            "says nothing of the path: write exact, prefix or regex");
        yield StringMatch.ANYTHING;
      }
    };
  }

  /** By the names of headers or parameters. */
  Map<String, StringMatch> read(
      String path, Map<String, io.fairlead.api.istio.networking.v1alpha3.StringMatch> matches) {
    Map<String, StringMatch> read = new TreeMap<>();
    new TreeMap<>(matches)
        .forEach((name, match) -> read.put(name, read(path + "[" + name + "]", match)));
    return read;
  }

  private String filled(String path, String text) {
    if (text.isEmpty()) {
      findings.error(ProblemCode.MISSING_FIELD, path, "is empty: write what must be there");
    }
    return text;
  }
}

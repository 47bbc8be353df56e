package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.HTTPMatchRequest;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.RequestMatch;
import io.fairlead.model.policy.StringMatch;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads what a match asks of a request. */
final class RequestMatchReader {

  private static final Set<String> PSEUDO_HEADERS =
      Set.of(":method", ":scheme", ":authority", ":path", ":status");
  private static final String CLAIM = "@request.auth.claims";

  private final Findings findings;
  private final StringMatches matches;

  RequestMatchReader(Findings findings) {
    this.findings = findings;
    this.matches = new StringMatches(findings);
  }

  RequestMatch read(String path, HTTPMatchRequest match) {
    Map<String, StringMatch> headers =
        new TreeMap<>(matches.read(path + ".headers", match.getHeadersMap()));
    names(path + ".headers", headers.keySet());
    names(path + ".withoutHeaders", match.getWithoutHeadersMap().keySet());
    if (match.hasMethod()) {
      put(headers, ":method", path + ".method", matches.read(path + ".method", match.getMethod()));
    }
    if (match.hasAuthority()) {
      StringMatch authority = matches.read(path + ".authority", match.getAuthority());
      put(headers, ":authority", path + ".authority", authority);
    }
    if (match.hasScheme()) {
      put(headers, ":scheme", path + ".scheme", matches.read(path + ".scheme", match.getScheme()));
    }
    return new RequestMatch(
        uri(path, match), headers, without(path, match), parameters(path, match));
  }

  private RequestMatch.Uri uri(String path, HTTPMatchRequest match) {
    StringMatch uri =
        match.hasUri() ? matches.uri(path + ".uri", match.getUri()) : StringMatch.ANYTHING;
    return new RequestMatch.Uri(uri, match.getIgnoreUriCase());
  }

  private Map<String, StringMatch> without(String path, HTTPMatchRequest match) {
    Map<String, StringMatch> without = new TreeMap<>();
    new TreeMap<>(match.getWithoutHeadersMap())
        .forEach(
            (name, value) ->
                without.put(
                    name, matches.readOrAny(path + ".withoutHeaders[" + name + "]", value)));
    return without;
  }

  private Map<String, StringMatch> parameters(String path, HTTPMatchRequest match) {
    match
        .getQueryParamsMap()
        .keySet()
        .forEach(
            name -> {
              if (name.isEmpty()) {
                findings.error(
                    ProblemCode.MISSING_FIELD,
                    path + ".queryParams",
                    "has a parameter without a name: name it");
              }
            });
    return matches.read(path + ".queryParams", match.getQueryParamsMap());
  }

  private void put(Map<String, StringMatch> headers, String name, String path, StringMatch match) {
    if (headers.put(name, match) != null) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path,
          "is asked for by headers[" + name + "] too: write one of the two");
    }
  }

  private void names(String path, Set<String> names) {
    for (String name : names) {
      String at = path + "[" + name + "]";
      if (name.startsWith(CLAIM)) {
        findings.error(
            ProblemCode.NOT_TRANSLATED,
            at,
            "asks for a claim of a token, and no kind that checks tokens is translated yet: leave"
                + " it out");
      } else if (!PSEUDO_HEADERS.contains(name) && !Texts.isToken(name)) {
        findings.error(
            ProblemCode.BAD_NAME,
            at,
            Excerpt.of(name) + " is no header name: use letters, digits and - only");
      }
    }
  }
}

package io.fairlead.model.policy;

import java.util.Map;

/**
 * Which requests. All of it must hold.
 *
 * @param headers by name; scheme, method and authority by their HTTP/2 names
 * @param withoutHeaders of which none may hold
 */
public record RequestMatch(
    Uri uri,
    Map<String, StringMatch> headers,
    Map<String, StringMatch> withoutHeaders,
    Map<String, StringMatch> queryParameters) {

  /** Every request. */
  public static final RequestMatch ANY = new RequestMatch(Uri.ANY, Map.of(), Map.of(), Map.of());

  /** The path of a request, without its query; case counts for an expression in any case. */
  public record Uri(StringMatch path, boolean ignoresCase) {

    public static final Uri ANY = new Uri(StringMatch.ANYTHING, false);

    /** Whether every path is meant. */
    public boolean isAny() {
      return switch (path) {
        case StringMatch.Anything ignored -> true;
        case StringMatch.Prefix(String prefix) -> prefix.equals("/");
        case StringMatch.Regex(String pattern) -> pattern.equals(".*");
        case StringMatch.Exact ignored -> false;
      };
    }
  }

  public RequestMatch {
    headers = Map.copyOf(headers);
    withoutHeaders = Map.copyOf(withoutHeaders);
    queryParameters = Map.copyOf(queryParameters);
  }

  /** Whether nothing gets past it. */
  public boolean isEverything() {
    return uri.isAny()
        && headers.isEmpty()
        && withoutHeaders.isEmpty()
        && queryParameters.isEmpty();
  }
}

package io.fairlead.translation.route;

import com.google.protobuf.BoolValue;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.fairlead.model.policy.RequestMatch;
import io.fairlead.model.policy.StringMatch;
import java.util.TreeMap;

/** Which requests a route takes, as Envoy writes it. */
final class RequestMatches {

  private RequestMatches() {}

  static RouteMatch of(RequestMatch request) {
    RouteMatch.Builder match = RouteMatch.newBuilder();
    switch (request.uri().path()) {
      case StringMatch.Anything ignored -> match.setPrefix("/");
      case StringMatch.Exact(String path) -> match.setPath(path);
      case StringMatch.Prefix(String path) -> match.setPrefix(path);
      case StringMatch.Regex(String pattern) -> match.setSafeRegex(regex(pattern));
    }
    if (request.uri().ignoresCase()) {
      match.setCaseSensitive(BoolValue.of(false));
    }
    new TreeMap<>(request.headers()).forEach((name, value) -> match.addHeaders(with(name, value)));
    new TreeMap<>(request.withoutHeaders())
        .forEach((name, value) -> match.addHeaders(without(name, value)));
    new TreeMap<>(request.queryParameters())
        .forEach((name, value) -> match.addQueryParameters(parameter(name, value)));
    return match.build();
  }

  /** How traces name what was called. */
  static String pattern(RequestMatch request) {
    return switch (request.uri().path()) {
      case StringMatch.Anything ignored -> "/*";
      case StringMatch.Exact(String path) -> path;
      case StringMatch.Prefix(String path) -> path + "*";
      case StringMatch.Regex(String pattern) -> pattern;
    };
  }

  private static HeaderMatcher with(String name, StringMatch value) {
    HeaderMatcher.Builder matcher = HeaderMatcher.newBuilder().setName(name);
    return isAny(value)
        ? matcher.setPresentMatch(true).build()
        : matcher.setStringMatch(text(value)).build();
  }

  /** A header that is not there is not the one that must not be. */
  private static HeaderMatcher without(String name, StringMatch value) {
    HeaderMatcher.Builder matcher = with(name, value).toBuilder().setInvertMatch(true);
    return isAny(value) ? matcher.build() : matcher.setTreatMissingHeaderAsEmpty(true).build();
  }

  private static QueryParameterMatcher parameter(String name, StringMatch value) {
    QueryParameterMatcher.Builder matcher = QueryParameterMatcher.newBuilder().setName(name);
    return isAny(value)
        ? matcher.setPresentMatch(true).build()
        : matcher.setStringMatch(text(value)).build();
  }

  private static boolean isAny(StringMatch value) {
    return value.equals(StringMatch.ANYTHING);
  }

  /** What there is must be. */
  static StringMatcher text(StringMatch value) {
    StringMatcher.Builder matcher = StringMatcher.newBuilder();
    return switch (value) {
      case StringMatch.Exact(String text) -> matcher.setExact(text).build();
      case StringMatch.Prefix(String text) -> matcher.setPrefix(text).build();
      case StringMatch.Regex(String pattern) -> matcher.setSafeRegex(regex(pattern)).build();
      case StringMatch.Anything ignored -> matcher.setSafeRegex(regex(".*")).build();
    };
  }

  static RegexMatcher regex(String pattern) {
    return RegexMatcher.newBuilder().setRegex(pattern).build();
  }
}

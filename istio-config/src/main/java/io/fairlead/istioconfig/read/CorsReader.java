package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.CorsPolicy;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Cors;
import io.fairlead.model.policy.StringMatch;
import io.fairlead.model.policy.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads which pages of other origins a browser lets call. */
record CorsReader(Findings findings) {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "*");

  Cors read(String path, CorsPolicy cors) {
    for (int i = 0; i < cors.getAllowMethodsCount(); i++) {
      if (!METHODS.contains(cors.getAllowMethods(i))) {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            path + ".allowMethods[" + i + "]",
            Excerpt.of(cors.getAllowMethods(i)) + " is no method: write one such as GET, or *");
      }
    }
    headers(path + ".allowHeaders", cors.getAllowHeadersList());
    headers(path + ".exposeHeaders", cors.getExposeHeadersList());
    return new Cors.Allowed(
        origins(path, cors),
        new Cors.Lists(
            cors.getAllowMethodsList(), cors.getAllowHeadersList(), cors.getExposeHeadersList()),
        cors.hasMaxAge() ? maxAge(path + ".maxAge", cors) : TimeLimit.NONE,
        cors.getAllowCredentials().getValue(),
        cors.getUnmatchedPreflights() != CorsPolicy.UnmatchedPreflights.IGNORE);
  }

  private List<StringMatch> origins(String path, CorsPolicy cors) {
    StringMatches matches = new StringMatches(findings);
    List<StringMatch> origins = new ArrayList<>();
    for (int i = 0; i < cors.getAllowOriginsCount(); i++) {
      String at = path + ".allowOrigins[" + i + "]";
      StringMatch origin = matches.read(at, cors.getAllowOrigins(i));
      if (origin.equals(StringMatch.ANYTHING) || origin.equals(new StringMatch.Exact(""))) {
        findings.error(
            ProblemCode.MISSING_FIELD, at, "names no origin: write exact, prefix or regex");
      }
      origins.add(origin);
    }
    if (cors.getAllowOriginsCount() > 0 && cors.getAllowOriginCount() > 0) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".allowOrigin",
          "has no effect beside allowOrigins: remove it");
    }
    cors.getAllowOriginList().forEach(origin -> origins.add(new StringMatch.Exact(origin)));
    return origins;
  }

  private TimeLimit maxAge(String path, CorsPolicy cors) {
    TimeLimit age = TimeLimits.positive(path, cors.getMaxAge(), findings);
    if (age.nanos() != 0) {
      findings.error(
          ProblemCode.BAD_DURATION, path, "is finer than a second: write a duration such as 24h");
    }
    return age;
  }

  private void headers(String path, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (!Texts.isToken(names.get(i))) {
        findings.error(
            ProblemCode.BAD_NAME,
            path + "[" + i + "]",
            Excerpt.of(names.get(i)) + " is no header name: use letters, digits and - only, or *");
      }
    }
  }
}

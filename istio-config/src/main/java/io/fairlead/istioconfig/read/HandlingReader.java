package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.HTTPRewrite;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import io.fairlead.api.istio.networking.v1alpha3.RegexRewrite;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Cors;
import io.fairlead.model.policy.Fault;
import io.fairlead.model.policy.Handling;
import io.fairlead.model.policy.Handling.Mirror;
import io.fairlead.model.policy.Handling.Patience;
import io.fairlead.model.policy.HeaderChanges;
import io.fairlead.model.policy.Retries;
import io.fairlead.model.policy.Rewrite;
import io.fairlead.model.policy.Screening;
import io.fairlead.model.policy.TimeLimit;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads how the requests of a route are treated, besides where they go.
 *
 * @param limits what annotations say of the routes
 */
record HandlingReader(RouteLimits limits, Findings findings) {

  Handling read(String path, HTTPRoute route) {
    HeaderChanges headers =
        route.hasHeaders()
            ? new HeaderChangesReader(findings).read(path + ".headers", route.getHeaders())
            : HeaderChanges.NONE;
    Rewrite rewrite =
        route.hasRewrite() ? rewrite(path + ".rewrite", route.getRewrite()) : Rewrite.NONE;
    if (!rewrite.authority().isEmpty() && !headers.authority().isEmpty()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".headers.request",
          "says what the host of a request is, and so does rewrite.authority: say it once");
    }
    return new Handling(
        headers,
        rewrite,
        mirrors(path, route),
        patience(path, route),
        new Screening(
            route.hasFault()
                ? new FaultReader(findings).read(path + ".fault", route.getFault())
                : Fault.NONE,
            route.hasCorsPolicy()
                ? new CorsReader(findings).read(path + ".corsPolicy", route.getCorsPolicy())
                : new Cors.Unsaid(),
            limits.of(route.getName())));
  }

  private Patience patience(String path, HTTPRoute route) {
    TimeLimit timeout =
        route.hasTimeout()
            ? TimeLimits.of(path + ".timeout", route.getTimeout(), findings)
            : TimeLimit.NONE;
    return new Patience(
        timeout,
        route.hasRetries()
            ? new RetriesReader(findings).read(path + ".retries", route.getRetries())
            : new Retries.Standard());
  }

  private Rewrite rewrite(String path, HTTPRewrite rewrite) {
    boolean isEmpty =
        rewrite.getUri().isEmpty()
            && !rewrite.hasUriRegexRewrite()
            && rewrite.getAuthority().isEmpty();
    if (isEmpty) {
      findings.error(
          ProblemCode.MISSING_FIELD, path, "is empty: write uri, uriRegexRewrite or authority");
    } else if (!rewrite.getUri().isEmpty() && rewrite.hasUriRegexRewrite()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path,
          "has both uri and uriRegexRewrite: write one of the two");
    }
    return new Rewrite(
        path(path, rewrite), Texts.line(path + ".authority", rewrite.getAuthority(), findings));
  }

  private Rewrite.Path path(String path, HTTPRewrite rewrite) {
    if (rewrite.hasUriRegexRewrite()) {
      return found(path + ".uriRegexRewrite", rewrite.getUriRegexRewrite());
    }
    return rewrite.getUri().isEmpty()
        ? new Rewrite.Path.Kept()
        : new Rewrite.Path.Matched(Texts.line(path + ".uri", rewrite.getUri(), findings));
  }

  private Rewrite.Path found(String path, RegexRewrite rewrite) {
    int groups = Regexes.groups(path + ".match", rewrite.getMatch(), findings);
    String substitution = Texts.line(path + ".rewrite", rewrite.getRewrite(), findings);
    if (substitution.isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          path + ".rewrite",
          "is empty: write what stands in place of what matched");
    }
    for (int at = substitution.indexOf('\\'); at >= 0; at = substitution.indexOf('\\', at + 2)) {
      char next = at + 1 < substitution.length() ? substitution.charAt(at + 1) : ' ';
      boolean isGroup = next >= '0' && next <= '9' && next - '0' <= groups;
      if (next != '\\' && !isGroup) {
        findings.error(
            ProblemCode.BAD_EXPRESSION,
            path + ".rewrite",
            "has a \\ that names no group of match, which has "
                + groups
                + ": write \\0 for all of it, \\1 for the first group, \\\\ for the sign itself");
      }
    }
    return new Rewrite.Path.Found(rewrite.getMatch(), substitution);
  }

  private List<Mirror> mirrors(String path, HTTPRoute route) {
    TargetReader targets = new TargetReader(findings);
    List<Mirror> mirrors = new ArrayList<>();
    if (route.hasMirror()) {
      int part = part(path, route);
      targets
          .read(path + ".mirror", route.getMirror())
          .ifPresent(target -> mirrors.add(new Mirror(target, part)));
    } else if (route.hasMirrorPercent() || route.hasMirrorPercentage()) {
      findings.error(
          ProblemCode.NEEDS_OTHER_FIELD,
          path + ".mirror",
          "is missing, and a percentage for it is there: name it");
    }
    for (int i = 0; i < route.getMirrorsCount(); i++) {
      String at = path + ".mirrors[" + i + "]";
      int part =
          route.getMirrors(i).hasPercentage()
              ? Parts.of(at + ".percentage", route.getMirrors(i).getPercentage(), findings)
              : Fault.ALL;
      targets
          .read(at + ".destination", route.getMirrors(i).getDestination())
          .ifPresent(target -> mirrors.add(new Mirror(target, part)));
    }
    if (route.hasMirror() && route.getMirrorsCount() > 0) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".mirror",
          "stands beside mirrors: write it as one of them");
    }
    return mirrors;
  }

  private int part(String path, HTTPRoute route) {
    if (route.hasMirrorPercentage()) {
      return Parts.of(path + ".mirrorPercentage", route.getMirrorPercentage(), findings);
    }
    return route.hasMirrorPercent()
        ? Parts.ofWhole(
            path + ".mirrorPercent",
            Integer.toUnsignedLong(route.getMirrorPercent().getValue()),
            findings)
        : Fault.ALL;
  }
}

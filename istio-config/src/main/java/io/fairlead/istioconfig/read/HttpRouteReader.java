package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.Destination;
import io.fairlead.api.istio.networking.v1alpha3.HTTPMatchRequest;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import io.fairlead.api.istio.networking.v1alpha3.StringMatch;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.Labels;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.HttpRoute.Caller;
import io.fairlead.model.policy.HttpRoute.HttpMatch;
import io.fairlead.model.policy.HttpRoute.RouteTarget;
import io.fairlead.model.policy.HttpRoute.UriMatch;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one HTTP route of a VirtualService. */
final class HttpRouteReader {

  private final Findings findings;

  HttpRouteReader(Findings findings) {
    this.findings = findings;
  }

  Optional<HttpRoute> read(String path, HTTPRoute route) {
    List<HttpMatch> matches = new ArrayList<>();
    for (int i = 0; i < route.getMatchCount(); i++) {
      matches.add(match(path + ".match[" + i + "]", route.getMatch(i)));
    }
    TimeLimit timeout =
        route.hasTimeout()
            ? TimeLimits.of(path + ".timeout", route.getTimeout(), findings)
            : TimeLimit.NONE;
    List<RouteTarget> targets = targets(path + ".route", route);
    return targets.isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpRoute(route.getName(), matches, targets, timeout));
  }

  private HttpMatch match(String path, HTTPMatchRequest match) {
    findings.labels(path + ".sourceLabels", match.getSourceLabelsMap());
    if (!match.getSourceNamespace().isEmpty()) {
      Names.problemWithNamespace(match.getSourceNamespace())
          .ifPresent(sentence -> findings.error(path + ".sourceNamespace", sentence));
    }
    return new HttpMatch(
        match.hasUri() ? uri(path + ".uri", match.getUri()) : new UriMatch.Anything(),
        new Caller(new Labels(match.getSourceLabelsMap()), match.getSourceNamespace()));
  }

  private UriMatch uri(String path, StringMatch uri) {
    return switch (uri.getMatchTypeCase()) {
      case EXACT -> new UriMatch.Exact(filled(path + ".exact", uri.getExact()));
      case PREFIX -> new UriMatch.Prefix(filled(path + ".prefix", uri.getPrefix()));
      case REGEX -> new UriMatch.Anything(); // Refused as a field that has no effect.
      case MATCHTYPE_NOT_SET -> {
        findings.error(path, "says nothing of the path: write exact or prefix");
        yield new UriMatch.Anything();
      }
    };
  }

  private String filled(String path, String text) {
    if (text.isEmpty()) {
      findings.error(path, "is empty: write a path such as /api");
    }
    return text;
  }

  private List<RouteTarget> targets(String path, HTTPRoute route) {
    if (route.getRouteCount() == 0) {
      findings.error(path, "is empty: write at least one destination");
    }
    List<RouteTarget> targets = new ArrayList<>();
    boolean isSplit = route.getRouteCount() > 1;
    long total = 0;
    for (int i = 0; i < route.getRouteCount(); i++) {
      String at = path + "[" + i + "]";
      int weight = route.getRoute(i).getWeight();
      if (weight < 0) {
        findings.error(at + ".weight", weight + " is below 0: use 0 or more");
      }
      total += Math.max(0, weight);
      // One alone gets all; of several, those without weight get nothing.
      Optional<RouteTarget> target =
          target(at + ".destination", route.getRoute(i).getDestination(), isSplit ? weight : 1);
      if (weight > 0 || !isSplit) {
        target.ifPresent(targets::add);
      }
    }
    if (isSplit && (total == 0 || total > Integer.MAX_VALUE)) {
      findings.error(path, "has weights of " + total + " together: use 1 to 2147483647");
    }
    return targets;
  }

  private Optional<RouteTarget> target(String path, Destination destination, int weight) {
    Optional<ServiceHost> host = Hosts.full(path + ".host", destination.getHost(), findings);
    if (host.isPresent() && host.get().isWildcard()) {
      findings.error(
          path + ".host", Excerpt.of(host.get().value()) + " is a wildcard: name one host");
      return Optional.empty();
    }
    long port = Integer.toUnsignedLong(destination.getPort().getNumber());
    if (destination.hasPort() && !ServicePort.isPort(port)) {
      findings.error(path + ".port.number", port + " is no port: use 1 to 65535");
    }
    return host.map(known -> new RouteTarget(known, (int) port, weight));
  }
}

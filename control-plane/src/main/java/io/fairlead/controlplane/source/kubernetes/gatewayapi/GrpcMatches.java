package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCHeaderMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCMethodMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteMatch;
import io.fairlead.api.istio.networking.v1alpha3.HTTPMatchRequest;
import io.fairlead.api.istio.networking.v1alpha3.StringMatch;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.RequestRule.PathKind;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.RequestRule.Specificity;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What matches of GRPCRoutes ask for, in terms of the path /service/method. */
final class GrpcMatches {

  private static final String ANY_SEGMENT = "[^/]+";

  private GrpcMatches() {}

  static Specificity specificity(GRPCRouteMatch match) {
    GRPCMethodMatch method = match.getMethod();
    String service = method == null ? "" : Text.of(method.getService());
    String name = method == null ? "" : Text.of(method.getMethod());
    boolean isWhole = !service.isEmpty() && !name.isEmpty() && !isPattern(method);
    PathKind kind =
        isWhole ? PathKind.EXACT : isPattern(method) ? PathKind.PATTERN : PathKind.PREFIX;
    return new Specificity(
        kind, service.length() + name.length(), false, match.getHeaders().size(), 0);
  }

  private static boolean isPattern(@Nullable GRPCMethodMatch method) {
    return method != null && "RegularExpression".equals(method.getType());
  }

  static HTTPMatchRequest of(GRPCRouteMatch match) {
    HTTPMatchRequest.Builder asked = HTTPMatchRequest.newBuilder();
    path(match.getMethod()).ifPresent(asked::setUri);
    for (GRPCHeaderMatch header : match.getHeaders()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (!asked.containsHeaders(name)) {
        asked.putHeaders(name, HttpMatches.text(header.getType(), header.getValue()));
      }
    }
    return asked.build();
  }

  private static Optional<StringMatch> path(@Nullable GRPCMethodMatch method) {
    String service = method == null ? "" : Text.of(method.getService());
    String name = method == null ? "" : Text.of(method.getMethod());
    if (service.isEmpty() && name.isEmpty()) {
      return Optional.empty();
    }
    if (isPattern(method)) {
      return Optional.of(HttpMatches.regex("/" + or(service) + "/" + or(name)));
    }
    if (name.isEmpty()) {
      return Optional.of(HttpMatches.prefix("/" + service + "/"));
    }
    return Optional.of(
        service.isEmpty()
            ? HttpMatches.regex("/" + ANY_SEGMENT + "/" + name)
            : HttpMatches.exact("/" + service + "/" + name));
  }

  private static String or(String pattern) {
    return pattern.isEmpty() ? ANY_SEGMENT : "(" + pattern + ")";
  }
}

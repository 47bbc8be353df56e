package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import com.google.protobuf.Duration;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilterBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRetry;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteTimeouts;
import io.fairlead.api.istio.networking.v1alpha3.Destination;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRetry;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRouteDestination;
import io.fairlead.api.istio.networking.v1alpha3.Headers;
import io.fairlead.api.istio.networking.v1alpha3.Percent;
import io.fairlead.istioconfig.GoDuration;
import io.fairlead.model.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what rules do with the requests that fit one of their matches. */
record ActionWriter(RouteTitle route, Backends backends) {

  /** What requests get that have nowhere to go. */
  static final int BROKEN = 500;

  private static final int DEFAULT_ATTEMPTS = 1;

  HTTPRoute write(HTTPRouteRule rule, @Nullable HTTPPathMatch path, String field) {
    HTTPRoute.Builder action = HTTPRoute.newBuilder();
    new FilterWriter(route, backends).write(rule.getFilters(), path, field, action);
    if (rule.getSessionPersistence() != null) {
      notTranslated(field + ".sessionPersistence");
    }
    if (action.hasRedirect() || action.hasDirectResponse()) {
      return action.build();
    }
    int broken = 0;
    for (int i = 0; i < rule.getBackendRefs().size(); i++) {
      broken += backend(rule.getBackendRefs().get(i), field + ".backendRefs[" + i + "]", action);
    }
    times(rule.getTimeouts(), rule.getRetry(), action);
    return answeringFor(broken, action);
  }

  HTTPRoute write(GRPCRouteRule rule, String field) {
    HTTPRoute.Builder action = HTTPRoute.newBuilder();
    List<HTTPRouteFilter> filters = rule.getFilters().stream().map(ActionWriter::ofHttp).toList();
    new FilterWriter(route, backends).write(filters, null, field, action);
    if (action.hasDirectResponse()) {
      return action.build();
    }
    int broken = 0;
    for (int i = 0; i < rule.getBackendRefs().size(); i++) {
      GRPCBackendRef backend = rule.getBackendRefs().get(i);
      Headers.Builder headers = Headers.newBuilder();
      for (GRPCRouteFilter filter : backend.getFilters()) {
        HeaderWriter.request(filter.getRequestHeaderModifier(), headers);
        HeaderWriter.response(filter.getResponseHeaderModifier(), headers);
      }
      broken +=
          add(
              Backends.Reference.of(
                  backend.getGroup(),
                  backend.getKind(),
                  backend.getNamespace(),
                  backend.getName(),
                  backend.getPort(),
                  route),
              Text.or(backend.getWeight(), 1),
              headers.build(),
              field + ".backendRefs[" + i + "]",
              action);
    }
    return answeringFor(broken, action);
  }

  private static HTTPRouteFilter ofHttp(GRPCRouteFilter filter) {
    return new HTTPRouteFilterBuilder()
        .withType(filter.getType())
        .withRequestHeaderModifier(filter.getRequestHeaderModifier())
        .withResponseHeaderModifier(filter.getResponseHeaderModifier())
        .withRequestMirror(filter.getRequestMirror())
        .build();
  }

  private int backend(HTTPBackendRef backend, String field, HTTPRoute.Builder action) {
    Headers.Builder headers = Headers.newBuilder();
    for (HTTPRouteFilter filter : backend.getFilters()) {
      switch (Text.of(filter.getType())) {
        case "RequestHeaderModifier" ->
            HeaderWriter.request(filter.getRequestHeaderModifier(), headers);
        case "ResponseHeaderModifier" ->
            HeaderWriter.response(filter.getResponseHeaderModifier(), headers);
        default -> notTranslated(field + ".filters");
      }
    }
    return add(
        Backends.Reference.of(
            backend.getGroup(),
            backend.getKind(),
            backend.getNamespace(),
            backend.getName(),
            backend.getPort(),
            route),
        Text.or(backend.getWeight(), 1),
        headers.build(),
        field,
        action);
  }

  /** The weight of what leads nowhere. */
  private int add(
      Backends.Reference to, int weight, Headers headers, String field, HTTPRoute.Builder action) {
    if (weight == 0) {
      return 0;
    }
    Optional<Destination> destination = backends.destination(route, field, to);
    if (destination.isEmpty()) {
      return weight;
    }
    HTTPRouteDestination.Builder share =
        HTTPRouteDestination.newBuilder().setDestination(destination.get()).setWeight(weight);
    if (!headers.equals(Headers.getDefaultInstance())) {
      share.setHeaders(headers);
    }
    action.addRoute(share);
    return 0;
  }

  /** What would go to backends that are not there is answered, the rest goes to the others. */
  private static HTTPRoute answeringFor(int broken, HTTPRoute.Builder action) {
    if (action.getRouteCount() == 0) {
      HTTPRoute.Builder answer = HTTPRoute.newBuilder();
      answer.getDirectResponseBuilder().setStatus(BROKEN);
      return answer.build();
    }
    if (broken > 0) {
      int whole =
          broken + action.getRouteList().stream().mapToInt(HTTPRouteDestination::getWeight).sum();
      action
          .getFaultBuilder()
          .getAbortBuilder()
          .setHttpStatus(BROKEN)
          .setPercentage(Percent.newBuilder().setValue(100.0 * broken / whole));
    }
    return action.build();
  }

  private static void times(
      @Nullable HTTPRouteTimeouts timeouts,
      @Nullable HTTPRouteRetry retry,
      HTTPRoute.Builder action) {
    String whole = timeouts == null ? "" : Text.of(timeouts.getRequest());
    String attempt = timeouts == null ? "" : Text.of(timeouts.getBackendRequest());
    String limit = whole.isEmpty() ? attempt : whole;
    GoDuration.parse(limit).map(ActionWriter::proto).ifPresent(action::setTimeout);
    if (retry == null) {
      return;
    }
    HTTPRetry.Builder retries =
        HTTPRetry.newBuilder().setAttempts(Text.or(retry.getAttempts(), DEFAULT_ATTEMPTS));
    retries.setRetryOn(
        retry.getCodes().stream().map(String::valueOf).collect(Collectors.joining(",")));
    GoDuration.parse(Text.of(retry.getBackoff()))
        .map(ActionWriter::proto)
        .ifPresent(retries::setBackoff);
    if (!whole.isEmpty()) {
      GoDuration.parse(attempt).map(ActionWriter::proto).ifPresent(retries::setPerTryTimeout);
    }
    action.setRetries(retries);
  }

  private static Duration proto(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  private void notTranslated(String field) {
    backends
        .findings()
        .unsupported(
            route.problem(
                ProblemCode.NOT_TRANSLATED,
                field,
                "is not translated yet, so it would have no effect: leave it out"));
  }
}

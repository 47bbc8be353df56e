package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Duration;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Fraction;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPCORSFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathModifier;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRequestMirrorFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRequestRedirectFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPURLRewriteFilter;
import io.fairlead.api.istio.networking.v1alpha3.CorsPolicy;
import io.fairlead.api.istio.networking.v1alpha3.HTTPMirrorPolicy;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRedirect;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRewrite;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import io.fairlead.api.istio.networking.v1alpha3.Percent;
import io.fairlead.model.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what filters of a rule do with its requests. */
record FilterWriter(RouteTitle route, Backends backends) {

  private static final int MOVED = 302;
  private static final String PREFIX = "ReplacePrefixMatch";

  /**
   * @param path of the one match that the action is for, as a prefix is replaced by what it was
   */
  void write(
      List<HTTPRouteFilter> filters,
      @Nullable HTTPPathMatch path,
      String field,
      HTTPRoute.Builder to) {
    for (HTTPRouteFilter filter : filters) {
      switch (Text.of(filter.getType())) {
        case "RequestHeaderModifier" ->
            HeaderWriter.request(filter.getRequestHeaderModifier(), to.getHeadersBuilder());
        case "ResponseHeaderModifier" ->
            HeaderWriter.response(filter.getResponseHeaderModifier(), to.getHeadersBuilder());
        case "RequestRedirect" -> to.setRedirect(redirect(filter.getRequestRedirect()));
        case "URLRewrite" -> to.setRewrite(rewrite(filter.getUrlRewrite(), path));
        case "RequestMirror" -> mirror(filter.getRequestMirror(), field, to);
        case "CORS" -> to.setCorsPolicy(cors(filter.getCors()));
        default -> unknown(Text.of(filter.getType()), field, to);
      }
    }
  }

  /** A rule that would do less than its author wrote answers nobody, as the specification says. */
  void unknown(String type, String field, HTTPRoute.Builder to) {
    backends
        .findings()
        .unsupported(
            route.problem(
                ProblemCode.NOT_TRANSLATED,
                field + ".filters",
                type + " is not translated, so the rule's requests get 500: leave it out"));
    to.getDirectResponseBuilder().setStatus(ActionWriter.BROKEN);
  }

  private static HTTPRedirect redirect(HTTPRequestRedirectFilter filter) {
    HTTPRedirect.Builder redirect =
        HTTPRedirect.newBuilder()
            .setScheme(Text.of(filter.getScheme()))
            .setAuthority(Text.of(filter.getHostname()))
            .setRedirectCode(Text.or(filter.getStatusCode(), MOVED));
    if (filter.getPort() != null) {
      redirect.setPort(filter.getPort());
    } else if (Text.of(filter.getScheme()).isEmpty()) {
      redirect.setDerivePort(HTTPRedirect.RedirectPortSelection.FROM_REQUEST_PORT);
    }
    HTTPPathModifier path = filter.getPath();
    if (path != null && PREFIX.equals(path.getType())) {
      redirect.setPrefixRewrite(Text.of(path.getReplacePrefixMatch()));
    } else if (path != null) {
      redirect.setUri(Text.of(path.getReplaceFullPath()));
    }
    return redirect.build();
  }

  private static HTTPRewrite rewrite(HTTPURLRewriteFilter filter, @Nullable HTTPPathMatch match) {
    HTTPRewrite.Builder rewrite =
        HTTPRewrite.newBuilder().setAuthority(Text.of(filter.getHostname()));
    HTTPPathModifier path = filter.getPath();
    if (path != null && PREFIX.equals(path.getType())) {
      rewrite.setUriRegexRewrite(
          PrefixRewrite.of(HttpMatches.value(match), Text.of(path.getReplacePrefixMatch())));
    } else if (path != null) {
      rewrite.setUriRegexRewrite(PrefixRewrite.whole(Text.of(path.getReplaceFullPath())));
    }
    return rewrite.build();
  }

  private void mirror(HTTPRequestMirrorFilter filter, String field, HTTPRoute.Builder to) {
    BackendObjectReference backend = filter.getBackendRef();
    backends
        .destination(
            route,
            field + ".filters.requestMirror.backendRef",
            Backends.Reference.of(
                backend.getGroup(),
                backend.getKind(),
                backend.getNamespace(),
                backend.getName(),
                backend.getPort(),
                route))
        .ifPresent(
            destination ->
                to.addMirrors(
                    HTTPMirrorPolicy.newBuilder()
                        .setDestination(destination)
                        .setPercentage(Percent.newBuilder().setValue(share(filter)))));
  }

  private static double share(HTTPRequestMirrorFilter filter) {
    Fraction fraction = filter.getFraction();
    if (fraction != null) {
      return 100.0 * Text.or(fraction.getNumerator(), 0) / Text.or(fraction.getDenominator(), 100);
    }
    return Text.or(filter.getPercent(), 100);
  }

  private static CorsPolicy cors(HTTPCORSFilter filter) {
    CorsPolicy.Builder policy =
        CorsPolicy.newBuilder()
            .addAllAllowMethods(filter.getAllowMethods())
            .addAllAllowHeaders(filter.getAllowHeaders())
            .addAllExposeHeaders(filter.getExposeHeaders())
            .setMaxAge(Duration.newBuilder().setSeconds(Text.or(filter.getMaxAge(), 5)))
            .setAllowCredentials(BoolValue.of(Boolean.TRUE.equals(filter.getAllowCredentials())));
    filter.getAllowOrigins().forEach(origin -> policy.addAllowOrigins(Origins.match(origin)));
    return policy.build();
  }
}

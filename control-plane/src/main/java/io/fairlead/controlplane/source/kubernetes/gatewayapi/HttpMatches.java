package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPQueryParamMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fairlead.api.istio.networking.v1alpha3.HTTPMatchRequest;
import io.fairlead.api.istio.networking.v1alpha3.StringMatch;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.RequestRule.PathKind;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.RequestRule.Specificity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What matches of HTTPRoutes ask for. */
final class HttpMatches {

  private static final String ROOT = "/";

  private HttpMatches() {}

  static Specificity specificity(HTTPRouteMatch match) {
    HTTPPathMatch path = match.getPath();
    return new Specificity(
        kind(path),
        value(path).length(),
        match.getMethod() != null,
        match.getHeaders().size(),
        match.getQueryParams().size());
  }

  private static PathKind kind(@Nullable HTTPPathMatch path) {
    return switch (path == null ? "" : Text.of(path.getType())) {
      case "Exact" -> PathKind.EXACT;
      case "RegularExpression" -> PathKind.PATTERN;
      default -> PathKind.PREFIX;
    };
  }

  /** A prefix is one of whole segments: itself, or what goes on after a slash. */
  static String value(@Nullable HTTPPathMatch path) {
    String value = path == null ? ROOT : Text.or(path.getValue(), ROOT);
    return kind(path) == PathKind.PREFIX && value.length() > 1 && value.endsWith(ROOT)
        ? value.substring(0, value.length() - 1)
        : value;
  }

  static List<HTTPMatchRequest> of(HTTPRouteMatch match) {
    HTTPMatchRequest.Builder common = HTTPMatchRequest.newBuilder();
    if (match.getMethod() != null) {
      common.setMethod(exact(match.getMethod()));
    }
    for (HTTPHeaderMatch header : match.getHeaders()) {
      // Of two of one name the first counts.
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (!common.containsHeaders(name)) {
        common.putHeaders(name, text(header.getType(), header.getValue()));
      }
    }
    for (HTTPQueryParamMatch param : match.getQueryParams()) {
      if (!common.containsQueryParams(param.getName())) {
        common.putQueryParams(param.getName(), text(param.getType(), param.getValue()));
      }
    }
    return paths(match.getPath()).stream()
        .map(uri -> common.clone().setUri(uri).build())
        .map(
            asked -> asked.getUri().equals(ANYWHERE) ? asked.toBuilder().clearUri().build() : asked)
        .toList();
  }

  private static final StringMatch ANYWHERE = StringMatch.getDefaultInstance();

  private static List<StringMatch> paths(@Nullable HTTPPathMatch path) {
    String value = value(path);
    return switch (kind(path)) {
      case EXACT -> List.of(exact(value));
      case PATTERN -> List.of(regex(value));
      case PREFIX ->
          value.equals(ROOT) ? List.of(ANYWHERE) : List.of(exact(value), prefix(value + ROOT));
    };
  }

  static StringMatch text(@Nullable String type, @Nullable String value) {
    return "RegularExpression".equals(type) ? regex(Text.of(value)) : exact(Text.of(value));
  }

  static StringMatch exact(String text) {
    return StringMatch.newBuilder().setExact(text).build();
  }

  static StringMatch prefix(String text) {
    return StringMatch.newBuilder().setPrefix(text).build();
  }

  static StringMatch regex(String text) {
    return StringMatch.newBuilder().setRegex(text).build();
  }
}

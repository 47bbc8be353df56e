package io.fairlead.translation.route;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.route.v3.Decorator;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.RedirectAction.RedirectResponseCode;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpAction.Body;
import io.fairlead.model.policy.HttpAction.PathChange;
import io.fairlead.model.policy.HttpAction.PortChange;
import io.fairlead.translation.route.HostTraffic.Way;
import java.util.Base64;

/** Envoy's route for one way. */
final class WayRoutes {

  private WayRoutes() {}

  static Route of(String hostAndPort, Way way) {
    String operation = hostAndPort + RequestMatches.pattern(way.request());
    Route.Builder route =
        Route.newBuilder()
            .setName(way.name())
            .setMatch(RequestMatches.of(way.request()))
            .setStatPrefix(way.statPrefix())
            .setDecorator(Decorator.newBuilder().setOperation(operation));
    HeaderEdits.apply(way.handling().headers(), route);
    switch (way.action()) {
      case HttpAction.Forward forward -> Forwards.apply(forward, way.handling(), route);
      case HttpAction.Redirect redirect -> route.setRedirect(redirect(redirect));
      case HttpAction.Answer answer -> route.setDirectResponse(answer(answer));
      case HttpAction.Delegate ignored ->
          throw new IllegalStateException("delegates are resolved before routes are built");
    }
    RouteFilters.apply(way.handling(), route);
    return route.build();
  }

  private static RedirectAction redirect(HttpAction.Redirect redirect) {
    RedirectAction.Builder action =
        RedirectAction.newBuilder()
            .setHostRedirect(redirect.authority())
            .setPortRedirect(port(redirect))
            .setResponseCode(code(redirect.code()));
    if (!redirect.scheme().isEmpty()) {
      action.setSchemeRedirect(redirect.scheme());
    }
    switch (redirect.path()) {
      case PathChange.Kept ignored -> {}
      case PathChange.Whole(String path) -> action.setPathRedirect(path);
      case PathChange.Prefix(String prefix) -> action.setPrefixRewrite(prefix);
    }
    return action.build();
  }

  /** What a scheme means by itself is not said. */
  private static int port(HttpAction.Redirect redirect) {
    int port =
        switch (redirect.port()) {
          case PortChange.Fixed(int fixed) -> fixed;
          case PortChange.Usual ignored -> 0;
          case PortChange.Called ignored -> 0;
        };
    boolean isHttps = redirect.scheme().equals("https");
    return port == (isHttps ? 443 : 80) ? 0 : port;
  }

  private static RedirectResponseCode code(int code) {
    return switch (code) {
      case 301 -> RedirectResponseCode.MOVED_PERMANENTLY;
      case 302 -> RedirectResponseCode.FOUND;
      case 303 -> RedirectResponseCode.SEE_OTHER;
      case 307 -> RedirectResponseCode.TEMPORARY_REDIRECT;
      case 308 -> RedirectResponseCode.PERMANENT_REDIRECT;
      default -> throw new IllegalStateException(code + " is no code of a redirect");
    };
  }

  private static DirectResponseAction answer(HttpAction.Answer answer) {
    DirectResponseAction.Builder action =
        DirectResponseAction.newBuilder().setStatus(answer.status());
    switch (answer.body()) {
      case Body.Empty ignored -> {}
      case Body.Text(String text) -> action.setBody(DataSource.newBuilder().setInlineString(text));
      case Body.Bytes(String base64) ->
          action.setBody(DataSource.newBuilder().setInlineBytes(bytes(base64)));
    }
    return action.build();
  }

  private static ByteString bytes(String base64) {
    return ByteString.copyFrom(Base64.getDecoder().decode(base64));
  }
}

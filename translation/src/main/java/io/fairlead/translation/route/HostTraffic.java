package io.fairlead.translation.route;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.Handling;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpAction.PortChange;
import io.fairlead.model.policy.HttpAction.Share;
import io.fairlead.model.policy.RequestMatch;
import io.fairlead.model.policy.Retries;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.scope.CallHints;
import io.fairlead.translation.scope.HostHints;
import io.fairlead.translation.scope.PortScope.Called;
import io.fairlead.translation.scope.Routing;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What becomes of the requests for one virtual host. */
sealed interface HostTraffic {

  /** All of them go to one cluster: nobody said anything else. */
  record ToService(String cluster, Retries retries, CallHints hints) implements HostTraffic {}

  /** The first way that fits is taken; what fits none is not found. */
  record ByRoutes(List<Way> ways) implements HostTraffic {
    public ByRoutes {
      ways = List.copyOf(ways);
    }
  }

  /**
   * One way, of some requests.
   *
   * @param action with every port known
   * @param hints how the targets of the action are called, in their order
   */
  record Way(
      String name,
      RequestMatch request,
      String statPrefix,
      HttpAction action,
      Handling handling,
      List<CallHints> hints) {
    public Way {
      hints = List.copyOf(hints);
    }

    private static final int USUAL_ANSWER = 4096;

    private boolean isLongAnswer() {
      return switch (action) {
        case HttpAction.Answer(int ignored, HttpAction.Body body) -> length(body) > USUAL_ANSWER;
        case HttpAction.Forward ignored -> false;
        case HttpAction.Redirect ignored -> false;
        case HttpAction.Delegate ignored -> false;
      };
    }

    private static int length(HttpAction.Body body) {
      return switch (body) {
        case HttpAction.Body.Empty ignored -> 0;
        case HttpAction.Body.Text(String text) -> text.getBytes(StandardCharsets.UTF_8).length;
        case HttpAction.Body.Bytes(String base64) -> base64.length();
      };
    }
  }

  /** Whether some answer is longer than Envoy sends by itself. */
  default boolean hasLongAnswers() {
    return switch (this) {
      case ToService ignored -> false;
      case ByRoutes(List<Way> ways) -> ways.stream().anyMatch(Way::isLongAnswer);
    };
  }

  static HostTraffic of(Called called) {
    int port = called.port().number();
    List<Routing.HttpWay> ways = called.routing().httpOn(port);
    return ways.isEmpty()
        ? new ToService(called.callee().cluster(called.port()), called.retries(), called.ownHints())
        : byRoutes(port, ways, called.hints());
  }

  /**
   * The ways of requests that come in on {@code port}.
   *
   * @param hints of the hosts of which there are any
   */
  static ByRoutes byRoutes(
      int port, List<Routing.HttpWay> ways, SharedMap<ServiceHost, HostHints> hints) {
    return new ByRoutes(ways.stream().map(way -> on(port, way, hints)).toList());
  }

  private static Way on(int port, Routing.HttpWay way, SharedMap<ServiceHost, HostHints> hints) {
    HttpAction action = on(port, way.action());
    return new Way(
        way.name(),
        way.request(),
        way.statPrefix(),
        action,
        on(port, way.handling()),
        hints(action, hints));
  }

  private static List<CallHints> hints(HttpAction action, SharedMap<ServiceHost, HostHints> hints) {
    return switch (action) {
      case HttpAction.Forward(List<Share> shares) ->
          shares.stream().map(share -> HostHints.of(hints, share.target())).toList();
      case HttpAction.Redirect ignored -> List.of();
      case HttpAction.Answer ignored -> List.of();
      case HttpAction.Delegate ignored -> List.of();
    };
  }

  private static HttpAction on(int port, HttpAction action) {
    return switch (action) {
      case HttpAction.Forward(List<Share> shares) ->
          new HttpAction.Forward(
              shares.stream()
                  .map(share -> new Share(share.target().on(port), share.weight(), share.headers()))
                  .toList());
      case HttpAction.Redirect redirect -> on(port, redirect);
      case HttpAction.Answer answer -> answer;
      case HttpAction.Delegate delegate -> delegate;
    };
  }

  private static HttpAction.Redirect on(int port, HttpAction.Redirect redirect) {
    return new HttpAction.Redirect(
        redirect.scheme(),
        redirect.authority(),
        switch (redirect.port()) {
          case PortChange.Called ignored -> new PortChange.Fixed(port);
          case PortChange.Fixed fixed -> fixed;
          case PortChange.Usual usual -> usual;
        },
        redirect.path(),
        redirect.code());
  }

  private static Handling on(int port, Handling handling) {
    return new Handling(
        handling.headers(),
        handling.rewrite(),
        handling.mirrors().stream()
            .map(mirror -> new Handling.Mirror(mirror.target().on(port), mirror.part()))
            .toList(),
        handling.patience(),
        handling.screening());
  }
}

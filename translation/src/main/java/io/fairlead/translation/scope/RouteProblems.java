package io.fairlead.translation.scope;

import io.fairlead.model.Problem;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.List;

/** Routes that lead nowhere, or that no request can take. Walks all of them. */
final class RouteProblems {

  private final Scope scope;
  private final List<Problem> problems = new ArrayList<>();

  private RouteProblems(Scope scope) {
    this.scope = scope;
  }

  static List<Problem> of(Scope scope) {
    RouteProblems search = new RouteProblems(scope);
    SeenRules rules = scope.rules();
    scope.mesh().state().rules().virtualServices().values().stream()
        .filter(rules::sees)
        .forEach(search::check);
    return search.problems;
  }

  private void check(VirtualService routes) {
    for (int i = 0; i < routes.hosts().size(); i++) {
      ServiceHost host = routes.hosts().get(i);
      if (scope.services().keys().stream().noneMatch(host::covers)) {
        tell(
            routes,
            "spec.hosts[" + i + "]",
            "'" + host + "' is no service that callers see, so no request takes these routes");
      }
    }
    List<HttpRoute> http = routes.routes().http();
    for (int i = 0; i < http.size(); i++) {
      String field = "spec.http[" + i + "].route";
      http.get(i).targets().forEach(target -> check(routes, field, target));
    }
  }

  private void check(VirtualService routes, String field, RouteTarget target) {
    VisibleService service = scope.services().get(target.host());
    if (service == null) {
      tell(
          routes,
          field,
          "'" + target.host() + "' is no service that callers see: requests to it get a 503");
    } else if (target.port() != 0 && service.service().port(target.port()).isEmpty()) {
      tell(
          routes,
          field,
          "'"
              + target.host()
              + "' has no port "
              + target.port()
              + ": requests to it get a 503; name one of its ports");
    }
  }

  private void tell(VirtualService routes, String field, String sentence) {
    problems.add(
        Problem.warning(
            "VirtualService " + routes.name(), field, SourceLocation.UNKNOWN, sentence));
  }
}

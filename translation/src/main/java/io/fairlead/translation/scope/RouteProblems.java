package io.fairlead.translation.scope;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.policy.Delegation;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.policy.TcpRoute;
import io.fairlead.model.policy.TlsRoute;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.List;

/** Routes that lead nowhere, or that nothing can take. Walks all of them. */
final class RouteProblems {

  private final Scope scope;
  private final SharedMap<ResourceName, VirtualService> declared;
  private final List<Problem> problems = new ArrayList<>();

  private RouteProblems(Scope scope) {
    this.scope = scope;
    this.declared = scope.mesh().state().rules().declaredVirtualServices();
  }

  static List<Problem> of(Scope scope) {
    RouteProblems search = new RouteProblems(scope);
    SeenRules rules = scope.rules();
    search.declared.values().stream().filter(rules::sees).forEach(search::check);
    return search.problems;
  }

  private void check(VirtualService routes) {
    for (int i = 0; i < routes.hosts().size(); i++) {
      ServiceHost host = routes.hosts().get(i);
      if (scope.services().keys().stream().noneMatch(host::covers)) {
        tell(
            routes,
            "spec.hosts[" + i + "]",
            "'" + host + "' is no service that callers see" + withoutService(routes));
      }
    }
    List<HttpRoute> http = routes.routes().http();
    for (int i = 0; i < http.size(); i++) {
      String field = "spec.http[" + i + "]";
      http.get(i).targets().forEach(target -> check(routes, field + ".route", target));
      if (http.get(i).action() instanceof HttpAction.Delegate(ResourceName name)) {
        checkDelegate(routes, http.get(i), field + ".delegate", name);
      }
    }
    List<TlsRoute> tls = routes.routes().tls();
    for (int i = 0; i < tls.size(); i++) {
      check(routes, "spec.tls[" + i + "].route", tls.get(i).shares());
    }
    List<TcpRoute> tcp = routes.routes().tcp();
    for (int i = 0; i < tcp.size(); i++) {
      check(routes, "spec.tcp[" + i + "].route", tcp.get(i).shares());
    }
  }

  private static String withoutService(VirtualService routes) {
    return routes.routes().http().isEmpty()
        ? ", so nothing takes these routes"
        : ": requests for it are taken on the HTTP ports of the other hosts, else on port 80, and"
            + " only where some service has that port";
  }

  private void check(VirtualService routes, String field, List<TcpRoute.Share> shares) {
    shares.forEach(share -> check(routes, field, share.target()));
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

  private void checkDelegate(
      VirtualService root, HttpRoute route, String field, ResourceName name) {
    VirtualService delegate = declared.get(name);
    if (delegate == null) {
      tell(root, field, "'" + name + "' is no VirtualService, so that the route is left out");
    } else if (!delegate.hosts().isEmpty()) {
      tell(
          root,
          field,
          "'" + name + "' has hosts of its own, so that the route is left out: remove its hosts");
    } else if (!Delegation.isFor(delegate, root)) {
      tell(
          root,
          field,
          "'" + name + "' is not exported to this namespace, so that the route is left out");
    } else {
      checkMerged(root, route, field, delegate);
    }
  }

  private void checkMerged(
      VirtualService root, HttpRoute route, String field, VirtualService delegate) {
    List<HttpRoute> said = delegate.routes().http();
    for (int i = 0; i < said.size(); i++) {
      if (!Delegation.agrees(route, said.get(i))) {
        tell(
            root,
            field,
            "spec.http["
                + i
                + "] of '"
                + delegate.name()
                + "' asks for requests that do not come this way, so that it is left out");
      }
    }
    said.forEach(way -> way.targets().forEach(target -> check(root, field, target)));
  }

  private void tell(VirtualService routes, String field, String sentence) {
    problems.add(
        Problem.warning(
            "VirtualService " + routes.name(), field, SourceLocation.UNKNOWN, sentence));
  }
}

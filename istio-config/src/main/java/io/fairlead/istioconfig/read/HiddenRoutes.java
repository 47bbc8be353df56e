package io.fairlead.istioconfig.read;

import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.HttpRoute.HttpMatch;
import io.fairlead.model.policy.TcpRoute;
import io.fairlead.model.policy.TlsRoute;
import io.fairlead.model.policy.VirtualService.Routes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells routes and matches that nothing gets to, because others before them take it. */
final class HiddenRoutes {

  private final Findings findings;
  private final String path;
  private final Set<Object> matches = new HashSet<>();
  private int takesAll = -1;

  private HiddenRoutes(String path, Findings findings) {
    this.path = path;
    this.findings = findings;
  }

  static void tell(Routes routes, Findings findings) {
    HiddenRoutes http = new HiddenRoutes("spec.http", findings);
    for (int i = 0; i < routes.http().size(); i++) {
      HttpRoute route = routes.http().get(i);
      http.look(i, route.matches().stream().map(HiddenRoutes::unnamed).toList());
    }
    HiddenRoutes tls = new HiddenRoutes("spec.tls", findings);
    for (int i = 0; i < routes.tls().size(); i++) {
      TlsRoute route = routes.tls().get(i);
      tls.look(i, route.matches());
    }
    HiddenRoutes tcp = new HiddenRoutes("spec.tcp", findings);
    for (int i = 0; i < routes.tcp().size(); i++) {
      TcpRoute route = routes.tcp().get(i);
      tcp.look(i, route.matches());
    }
  }

  /** A name says nothing of what is asked for. */
  private static HttpMatch unnamed(HttpMatch match) {
    return new HttpMatch("", match.request(), match.port(), match.caller(), "");
  }

  private void look(int index, List<?> asked) {
    String at = path + "[" + index + "]";
    if (takesAll >= 0) {
      findings.warning(
          ProblemCode.UNREACHABLE_ROUTE,
          at,
          "is never reached, because "
              + path
              + "["
              + takesAll
              + "] before it takes everything: move it up, or remove it");
      return;
    }
    if (asked.isEmpty()) {
      takesAll = index;
    }
    for (int i = 0; i < asked.size(); i++) {
      if (!matches.add(asked.get(i))) {
        findings.warning(
            ProblemCode.UNREACHABLE_ROUTE,
            at + ".match[" + i + "]",
            "asks for the same as a match before it, which takes it: remove one of the two");
      }
    }
  }
}

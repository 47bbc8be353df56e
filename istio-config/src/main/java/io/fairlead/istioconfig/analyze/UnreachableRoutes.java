package io.fairlead.istioconfig.analyze;

import io.fairlead.api.istio.networking.v1alpha3.HTTPMatchRequest;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import io.fairlead.api.istio.networking.v1alpha3.StringMatch.MatchTypeCase;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.model.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Routes that no request comes to, because those before them take all. */
final class UnreachableRoutes {

  private static final HTTPMatchRequest ANYTHING = HTTPMatchRequest.getDefaultInstance();

  private UnreachableRoutes() {}

  static void tell(Configuration all, Notes notes) {
    all.virtualServices().forEach(routes -> tell(routes, notes));
  }

  private static void tell(Declared<VirtualService> routes, Notes notes) {
    Map<HTTPMatchRequest, Integer> taken = new HashMap<>();
    List<HTTPRoute> http = routes.spec().getHttpList();
    for (int i = 0; i < http.size(); i++) {
      String path = "spec.http[" + i + "]";
      Integer everything = taken.get(ANYTHING);
      if (everything != null) {
        notes.warning(
            ProblemCode.UNREACHABLE_ROUTE,
            routes.resource(),
            path,
            "takes no request: spec.http[" + everything + "] before it takes all of them");
        continue;
      }
      if (http.get(i).getMatchCount() == 0) {
        taken.put(ANYTHING, i);
      }
      for (int j = 0; j < http.get(i).getMatchCount(); j++) {
        Integer before = taken.putIfAbsent(plain(http.get(i).getMatch(j)), i);
        if (before != null && before != i) {
          notes.warning(
              ProblemCode.UNREACHABLE_ROUTE,
              routes.resource(),
              path + ".match[" + j + "]",
              "takes no request: spec.http[" + before + "] before it matches the same");
        }
      }
    }
  }

  /** What matches the same is equal: names do not count, and the prefix / is every path. */
  private static HTTPMatchRequest plain(HTTPMatchRequest match) {
    HTTPMatchRequest.Builder plain = match.toBuilder().clearName().clearStatPrefix();
    boolean isPrefix = match.getUri().getMatchTypeCase() == MatchTypeCase.PREFIX;
    return isPrefix && match.getUri().getPrefix().equals("/")
        ? plain.clearUri().clearIgnoreUriCase().build()
        : plain.build();
  }
}

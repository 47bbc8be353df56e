package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Nearest;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Limits.ConnectionLimit;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.model.policy.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What annotations of a VirtualService say of the requests and connections of its routes.
 *
 * @param everywhere of requests of routes that have nothing of their own, together
 * @param named by the name of a route
 * @param connections of all routes together
 */
record RouteLimits(
    Setting<RequestLimit> everywhere,
    Map<String, Setting<RequestLimit>> named,
    Setting<ConnectionLimit> connections) {

  /** What keys of annotations may have in them. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,63}");

  static RouteLimits read(IstioResource resource, VirtualService spec, Findings findings) {
    OurAnnotations said = OurAnnotations.of(resource, findings);
    TreeSet<String> parts = said.parts(LimitKeys.ALL);
    tellNeedless(said, spec);
    String name = LimitKeys.limitName(resource);
    Set<String> routes =
        spec.getHttpList().stream()
            .map(HTTPRoute::getName)
            .filter(route -> !route.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, Setting<RequestLimit>> named = new HashMap<>();
    for (String part : parts) {
      if (!routes.contains(part) || !KEY.matcher(part).matches()) {
        tell(said.of(part), routes);
      }
      said.of(part)
          .tell(
              LimitKeys.OF_CONNECTIONS,
              ProblemCode.UNKNOWN_FIELD,
              "names a part, and connections of all routes count together: write it without");
      named.put(part, new RequestLimitReader(said.of(part), name + "/" + part).read());
    }
    LimitKeys.tellTooMany(parts, findings);
    return new RouteLimits(
        new RequestLimitReader(said, name).read(), named, LimitKeys.connections(said, name));
  }

  private static void tellNeedless(OurAnnotations said, VirtualService spec) {
    if (said.speaksOf(LimitKeys.OF_REQUESTS) && spec.getHttpCount() == 0) {
      said.findings()
          .error(
              ProblemCode.NEEDS_OTHER_FIELD,
              "spec.http",
              "is empty, and annotations limit its requests: write a route, or remove them");
    }
    if (said.speaksOf(LimitKeys.OF_CONNECTIONS) && spec.getTcpCount() + spec.getTlsCount() == 0) {
      said.findings()
          .error(
              ProblemCode.NEEDS_OTHER_FIELD,
              "spec.tcp",
              "is empty, and annotations limit its connections: write a route, here or in tls, or"
                  + " remove them");
    }
  }

  private static void tell(OurAnnotations said, Set<String> routes) {
    String hint =
        routes.isEmpty() || !KEY.matcher(said.part()).matches()
            ? "give a route of spec.http a name of letters, digits and any of . _ -, and write that"
            : Nearest.hint(said.part(), routes);
    said.tell(
        LimitKeys.OF_REQUESTS, ProblemCode.UNKNOWN_FIELD, "names no route of spec.http: " + hint);
  }

  Setting<RequestLimit> of(String route) {
    return named.getOrDefault(route, everywhere);
  }
}

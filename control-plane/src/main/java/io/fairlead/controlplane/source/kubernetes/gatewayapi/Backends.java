package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.api.istio.networking.v1alpha3.Destination;
import io.fairlead.api.istio.networking.v1alpha3.PortSelector;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what routes lead to. */
record Backends(Grants grants, String domain, List<Problem> problems) {

  /** A reference of any kind of route. */
  record Reference(String group, String kind, String namespace, String name, int port) {
    static Reference of(
        @Nullable String group,
        @Nullable String kind,
        @Nullable String namespace,
        @Nullable String name,
        @Nullable Integer port,
        RouteTitle route) {
      return new Reference(
          Text.of(group),
          Text.or(kind, SERVICE),
          Text.or(namespace, route.name().namespace()),
          Text.of(name),
          Text.or(port, 0));
    }
  }

  private static final String SERVICE = "Service";
  private static final String ISTIO = "networking.istio.io";
  private static final String HOSTNAME = "Hostname";

  /** Nothing where the reference leads nowhere, which a problem tells. */
  Optional<Destination> destination(RouteTitle route, String field, Reference to) {
    if (to.group().equals(ISTIO) && to.kind().equals(HOSTNAME)) {
      return Optional.of(destination(to.name(), to.port()));
    }
    if (!to.group().isEmpty() || !to.kind().equals(SERVICE)) {
      problems.add(
          route.problem(
              ProblemCode.UNKNOWN_VALUE,
              field,
              "names a "
                  + to.kind()
                  + ", which nobody can be sent to: use a Service, or a networking.istio.io/Hostname"));
      return Optional.empty();
    }
    if (to.port() == 0) {
      problems.add(
          route.problem(
              ProblemCode.MISSING_FIELD, field + ".port", "is missing: name the Service's port"));
      return Optional.empty();
    }
    if (!grants.allow(route.from(), new Grants.To(SERVICE, to.namespace(), to.name()))) {
      problems.add(
          route.problem(
              ProblemCode.OTHER_NAMESPACE,
              field,
              "names a Service of "
                  + to.namespace()
                  + ", which no ReferenceGrant there allows: write one"));
      return Optional.empty();
    }
    return Optional.of(destination(host(to.namespace(), to.name()), to.port()));
  }

  String host(String namespace, String service) {
    return service + "." + namespace + ".svc." + domain;
  }

  private static Destination destination(String host, int port) {
    Destination.Builder destination = Destination.newBuilder().setHost(host);
    if (port != 0) {
      destination.setPort(PortSelector.newBuilder().setNumber(port));
    }
    return destination.build();
  }
}

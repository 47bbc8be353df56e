package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.api.istio.networking.v1alpha3.Destination;
import io.fairlead.api.istio.networking.v1alpha3.PortSelector;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what routes lead to. */
record Backends(Lookup lookup, Findings findings) {

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

  /** What is looked up while routes are read. */
  interface Lookup {
    boolean allows(Grants.From from, Grants.To to);

    boolean hasService(ResourceName name);

    /** Of clusters, such as {@code cluster.local}. */
    String domain();
  }

  /** Nothing where the reference leads nowhere, which a problem tells. */
  Optional<Destination> destination(RouteTitle route, String field, Reference to) {
    if (to.group().equals(ISTIO) && to.kind().equals(HOSTNAME)) {
      return Optional.of(destination(to.name(), to.port()));
    }
    if (!to.group().isEmpty() || !to.kind().equals(SERVICE)) {
      return broken(
          "InvalidKind",
          route.problem(
              ProblemCode.UNKNOWN_VALUE,
              field,
              "names a "
                  + to.kind()
                  + ", which nobody can be sent to: use a Service, or a networking.istio.io/Hostname"));
    }
    if (to.port() == 0) {
      return broken(
          "UnsupportedValue",
          route.problem(
              ProblemCode.MISSING_FIELD, field + ".port", "is missing: name the Service's port"));
    }
    if (!allows(route.from(), new Grants.To(SERVICE, to.namespace(), to.name()))) {
      return broken(
          "RefNotPermitted",
          route.problem(
              ProblemCode.OTHER_NAMESPACE,
              field,
              "names a Service of "
                  + to.namespace()
                  + ", which no ReferenceGrant there allows: write one"));
    }
    ResourceName service = new ResourceName(to.namespace(), to.name());
    findings.lookedForService(service);
    if (!lookup.hasService(service)) {
      return broken(
          "BackendNotFound",
          route.problem(
              ProblemCode.UNKNOWN_HOST,
              field,
              "names the Service " + service + ", which is not there"));
    }
    return Optional.of(destination(host(service, lookup.domain()), to.port()));
  }

  private boolean allows(Grants.From from, Grants.To to) {
    if (from.namespace().equals(to.namespace())) {
      return true;
    }
    findings.lookedForGrants(to.namespace());
    return lookup.allows(from, to);
  }

  private Optional<Destination> broken(String reason, Problem problem) {
    findings.broken(reason, problem);
    return Optional.empty();
  }

  static String host(ResourceName service, String domain) {
    return service.name() + "." + service.namespace() + ".svc." + domain;
  }

  private static Destination destination(String host, int port) {
    Destination.Builder destination = Destination.newBuilder().setHost(host);
    if (port != 0) {
      destination.setPort(PortSelector.newBuilder().setNumber(port));
    }
    return destination.build();
  }
}

package io.fairlead.translation;

import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.AccessPolicy;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Registry;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.Origin.Form;
import io.fairlead.translation.Origin.Kind;
import io.fairlead.translation.Origin.Made;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.SeenRules;
import io.fairlead.translation.scope.Selection;
import io.fairlead.translation.scope.VisibleService;
import io.fairlead.translation.security.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Which resources come of what somebody declared. Nothing of it is kept beside the resources: equal
 * resources are shared whoever declared them, and a push pays nothing for who asks. So each answer
 * is a walk over what one shape of proxies sees.
 */
public final class Origins {

  private final Outbound outbound;
  private final Scope scope;
  private final SeenRules rules;
  private final BiConsumer<Origin, Made> found;

  private Origins(Outbound outbound, BiConsumer<Origin, Made> found) {
    this.outbound = outbound;
    this.scope = outbound.scope();
    this.rules = scope.rules();
    this.found = found;
  }

  /**
   * Tells of what proxies of one shape send, each origin with each resource that comes of it. Of
   * who answers them {@link EndpointOrigins} tells.
   */
  public static void walk(Outbound outbound, BiConsumer<Origin, Made> found) {
    Origins origins = new Origins(outbound, found);
    outbound.scope().services().values().forEach(origins::clusters);
    origins.listeners();
    if (outbound.scope().traits().interception() instanceof Interception.Edge) {
      new EdgeOrigins(outbound, found).walk();
    } else {
      PortOrigins ports = new PortOrigins(outbound, found);
      outbound.plans().keys().forEach(ports::walk);
      ports.walkStrays();
    }
  }

  /** A Sidecar says what is listened for. How that is called is said by others. */
  private void listeners() {
    if (scope.traits().selection().egress() instanceof Selection.Egress.Limited(var name)) {
      Origin sidecar = new Origin(Kind.SIDECAR, name);
      outbound
          .resources()
          .listeners()
          .keys()
          .forEach(listener -> found.accept(sidecar, new Made(Form.LISTENER, listener)));
    }
  }

  /** The same of what one proxy serves. */
  public static void walk(
      MeshState mesh, Proxy proxy, Inbound inbound, BiConsumer<Origin, Made> found) {
    if (inbound.listeners().isEmpty()) {
      return;
    }
    List<Origin> serving = ServingOrigins.of(mesh, proxy);
    List<Origin> admitting = ServingOrigins.admitting(mesh, proxy);
    for (EncodedResource listener : inbound.listeners()) {
      Made made = new Made(Form.LISTENER, listener.name());
      serving.forEach(origin -> found.accept(origin, made));
      admitting.forEach(origin -> found.accept(origin, made));
    }
    for (EncodedResource cluster : inbound.clusters()) {
      Made made = new Made(Form.CLUSTER, cluster.name());
      serving.forEach(origin -> found.accept(origin, made));
    }
  }

  /** Those that somebody wrote; a Service of Kubernetes is none of Istio's resources. */
  static Stream<Origin> service(Registry registry, ResourceName resource) {
    return registry == Registry.DECLARED
        ? Stream.of(new Origin(Kind.SERVICE_ENTRY, resource))
        : Stream.empty();
  }

  static Stream<Origin> policies(Access access) {
    return Stream.concat(access.denying().stream(), access.allowing().stream())
        .map(AccessPolicy::name)
        .map(name -> new Origin(Kind.AUTHORIZATION_POLICY, name));
  }

  private void clusters(VisibleService service) {
    List<Origin> origins = new ArrayList<>();
    service(service.service().discovery().registry(), service.service().resource())
        .forEach(origins::add);
    rules.followed(service.service()).stream()
        .map(rule -> new Origin(Kind.DESTINATION_RULE, rule.name()))
        .forEach(origins::add);
    if (!origins.isEmpty()) {
      called(outbound, service)
          .forEach(made -> origins.forEach(origin -> found.accept(origin, made)));
    }
  }

  /** The clusters and endpoints by which proxies of one shape call a service and its subsets. */
  static List<Made> called(Outbound outbound, VisibleService service) {
    List<String> subsets = new ArrayList<>(List.of(""));
    outbound
        .scope()
        .rules()
        .calling(service.service())
        .subsets()
        .forEach(subset -> subsets.add(subset.name()));
    List<Made> called = new ArrayList<>();
    for (ServicePort port : service.ports()) {
      for (String subset : subsets) {
        String name = ResourceNames.outboundCluster(port.number(), subset, service.host());
        if (outbound.resources().clusters().containsKey(name)) {
          called.add(new Made(Form.CLUSTER, name));
        }
        if (outbound.resources().endpoints().containsKey(name)) {
          called.add(new Made(Form.ENDPOINTS, name));
        }
      }
    }
    return called;
  }
}

package io.fairlead.translation;

import io.fairlead.collections.SharedMap;
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

  /** Tells of what proxies of one shape send, each origin with each resource that comes of it. */
  public static void walk(Outbound outbound, BiConsumer<Origin, Made> found) {
    Origins origins = new Origins(outbound, found);
    outbound.scope().services().values().forEach(origins::clusters);
    if (outbound.scope().traits().interception() instanceof Interception.Edge) {
      new EdgeOrigins(outbound, found).walk();
    } else {
      PortOrigins ports = new PortOrigins(outbound, found);
      outbound.plans().keys().forEach(ports::walk);
      ports.walkStrays();
    }
  }

  /** The same of what one proxy serves. */
  public static void walk(
      MeshState mesh, Proxy proxy, Inbound inbound, BiConsumer<Origin, Made> found) {
    if (inbound.listeners().isEmpty()) {
      return;
    }
    List<Origin> policies = policies(Access.of(mesh, proxy.namespace(), proxy.labels())).toList();
    for (EncodedResource listener : inbound.listeners()) {
      policies.forEach(policy -> found.accept(policy, new Made(Form.LISTENER, listener.name())));
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
    if (origins.isEmpty()) {
      return;
    }
    List<String> subsets = new ArrayList<>(List.of(""));
    rules.calling(service.service()).subsets().forEach(subset -> subsets.add(subset.name()));
    for (ServicePort port : service.ports()) {
      for (String subset : subsets) {
        String name = ResourceNames.outboundCluster(port.number(), subset, service.host());
        tell(origins, Form.CLUSTER, name, outbound.resources().clusters());
        tell(origins, Form.ENDPOINTS, name, outbound.resources().endpoints());
      }
    }
  }

  private void tell(
      List<Origin> origins, Form form, String name, SharedMap<String, EncodedResource> there) {
    if (there.containsKey(name)) {
      origins.forEach(origin -> found.accept(origin, new Made(form, name)));
    }
  }
}

package io.fairlead.translation.scope;

import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import io.fairlead.model.ResolvedEndpoint;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.Ingress;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.naming.IpLiteral;
import io.fairlead.translation.naming.ProxyPorts;
import io.fairlead.translation.scope.Selection.Subject;
import io.fairlead.translation.security.PeerModes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a proxy's own host serves, by port. Where two services are served on one port, the one whose
 * host comes first says how it is spoken there.
 *
 * @param others the mode of what no service declares
 */
public record OwnServices(
    String identityPrefix, List<InboundPort> ports, PeerModes others, List<Problem> problems) {

  public OwnServices {
    ports = List.copyOf(ports);
    problems = List.copyOf(problems);
  }

  public static OwnServices of(MeshState state, Proxy proxy, String identityPrefix) {
    PeerModes modes = PeerModes.of(state, proxy.namespace(), proxy.labels());
    Optional<EgressScope> sidecar = Sidecars.of(state, Subject.of(proxy));
    Ingress ingress = sidecar.map(EgressScope::ingress).orElse(Ingress.OF_SERVICES);
    if (sidecar.isPresent() && !ingress.listeners().isEmpty()) {
      return new OwnIngress(proxy, modes).of(sidecar.get(), identityPrefix);
    }
    Map<Integer, InboundPort> ports = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Service service : services(state, proxy)) {
      for (Endpoint endpoint : endpointsAt(state, service, proxy)) {
        for (ServicePort port : service.ports()) {
          int number = endpoint.portFor(port);
          if (isRefused(number, proxy.interception())) {
            problems.add(refused(service, number));
          } else {
            InboundPort.Called called = new InboundPort.Called(service.host(), port.number());
            ports.putIfAbsent(
                number,
                new InboundPort(
                    number,
                    called,
                    port.protocol(),
                    modes.port(number),
                    InboundPort.Serving.AS_HOST,
                    ingress.limits().on(number)));
          }
        }
      }
    }
    return new OwnServices(identityPrefix, List.copyOf(ports.values()), modes, problems);
  }

  /** Modes of ports that no service declares but a policy names, sorted by port. */
  public Map<Integer, MtlsMode> undeclared() {
    Map<Integer, MtlsMode> undeclared = new TreeMap<>(others.ports());
    ports.forEach(port -> undeclared.remove(port.number()));
    undeclared.keySet().removeIf(ProxyPorts::isReserved);
    return undeclared;
  }

  /** A gateway serves what its gateways say, and not what a service says of its address. */
  private static List<Service> services(MeshState state, Proxy proxy) {
    if (proxy.interception() instanceof Interception.Edge) {
      return List.of();
    }
    TreeSet<Service> services = new TreeSet<>(Comparator.comparing(Service::key));
    for (String address : proxy.addresses()) {
      services.addAll(state.servicesAt(proxy.placement().network(), address));
    }
    return List.copyOf(services);
  }

  private static List<Endpoint> endpointsAt(MeshState state, Service service, Proxy proxy) {
    return state.endpointsOf(service).stream()
        .map(ResolvedEndpoint::endpoint)
        .filter(endpoint -> proxy.addresses().contains(endpoint.address()))
        .filter(endpoint -> isOnNetwork(endpoint.placement().network(), proxy))
        .filter(endpoint -> IpLiteral.parse(endpoint.address()).isPresent())
        .toList();
  }

  /** As the state has it: a declaration without a network speaks of the host's own. */
  private static boolean isOnNetwork(String network, Proxy proxy) {
    return network.isEmpty() || network.equals(proxy.placement().network());
  }

  static boolean isRefused(int number, Interception interception) {
    return ProxyPorts.isReserved(number)
        || (interception instanceof Interception.Explicit && ProxyPorts.isPrivileged(number));
  }

  private static Problem refused(Service service, int number) {
    return Scope.warning(
        service.resource(),
        "spec.ports",
        "port "
            + number
            + " cannot be served through the proxy: it is one of the proxy's own, or below 1024"
            + " where traffic is not captured; serve on another port");
  }
}

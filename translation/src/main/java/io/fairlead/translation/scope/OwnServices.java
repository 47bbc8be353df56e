package io.fairlead.translation.scope;

import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
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
import io.fairlead.translation.security.Access;
import io.fairlead.translation.security.MeshIdentities;
import io.fairlead.translation.security.PeerAdmission;
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
 * @param limits of the ports of which anything is said, by number
 * @param others the mode of what no service declares
 */
public record OwnServices(
    PeerAdmission admission,
    List<InboundPort> ports,
    Map<Integer, InboundLimits> limits,
    PeerModes others,
    List<Problem> problems) {

  public OwnServices {
    ports = List.copyOf(ports);
    limits = new TreeMap<>(limits);
    limits.values().removeIf(InboundLimits.NONE::equals);
    limits = Map.copyOf(limits);
    problems = List.copyOf(problems);
  }

  public static OwnServices of(MeshState state, Proxy proxy) {
    PeerAdmission admission =
        new PeerAdmission(
            MeshIdentities.prefixes(state.settings().trustDomains()),
            Access.of(state, proxy.namespace(), proxy.labels()));
    PeerModes modes = modes(state, proxy);
    Optional<EgressScope> sidecar = Sidecars.of(state, Subject.of(proxy));
    Ingress ingress = sidecar.map(EgressScope::ingress).orElse(Ingress.OF_SERVICES);
    OwnLimits limits = OwnLimits.of(state, proxy, sidecar);
    List<Service> services = services(state, proxy);
    if (sidecar.isPresent() && !ingress.listeners().isEmpty()) {
      return new OwnIngress(proxy, modes, limits)
          .of(sidecar.get(), admission, number -> serving(state, services, proxy, number));
    }
    Map<Integer, InboundPort> ports = new TreeMap<>();
    Map<Integer, InboundLimits> limited = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Service service : services) {
      for (Endpoint endpoint : endpointsAt(state, service, proxy)) {
        for (ServicePort port : servedPorts(service, endpoint)) {
          int number = endpoint.portFor(port);
          if (isRefused(number, proxy.interception())) {
            problems.add(refused(service, number));
          } else if (!ports.containsKey(number)) {
            ports.put(
                number,
                new InboundPort(
                    number,
                    new InboundPort.Called(service.host(), port.number()),
                    port.protocol(),
                    modes.port(number),
                    InboundPort.Serving.AS_HOST,
                    ingress.limits().on(number)));
            limited.put(number, limits.at(number, Optional.of(service), port.number()));
          }
        }
      }
    }
    return new OwnServices(admission, List.copyOf(ports.values()), limited, modes, problems);
  }

  /**
   * What policies say; of a host that leaves, not that plaintext is refused: callers speak it from
   * then on. A host is known by its addresses and believed to be who its certificate says.
   */
  private static PeerModes modes(MeshState state, Proxy proxy) {
    PeerModes modes = PeerModes.of(state, proxy.namespace(), proxy.labels());
    return proxy.addresses().stream()
            .flatMap(address -> state.ownerOf(proxy.placement().network(), address).stream())
            .filter(owner -> owner.isNamedBy(proxy.identity()))
            .anyMatch(owner -> owner.status().capture().isLeaving())
        ? modes.withPlaintext()
        : modes;
  }

  /** What a port of the host is limited to. */
  public InboundLimits limitsAt(int port) {
    return limits.getOrDefault(port, InboundLimits.NONE);
  }

  /** The first service that peers reach on a port of the host. */
  private static Optional<Service> serving(
      MeshState state, List<Service> services, Proxy proxy, int number) {
    return services.stream()
        .filter(
            service ->
                endpointsAt(state, service, proxy).stream()
                    .anyMatch(
                        endpoint ->
                            service.ports().stream()
                                .anyMatch(port -> endpoint.portFor(port) == number)))
        .findFirst();
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

  private static List<ServicePort> servedPorts(Service service, Endpoint endpoint) {
    return service.ports().stream().filter(endpoint::serves).toList();
  }

  private static List<Endpoint> endpointsAt(MeshState state, Service service, Proxy proxy) {
    return state.placesOf(service).stream()
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

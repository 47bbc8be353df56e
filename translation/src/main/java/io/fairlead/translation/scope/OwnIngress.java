package io.fairlead.translation.scope;

import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.policy.Capture;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.Ingress.Application;
import io.fairlead.model.policy.Ingress.IngressListener;
import io.fairlead.model.policy.Ingress.IngressPort;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.ServerTls;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.naming.IpLiteral;
import io.fairlead.translation.naming.ProxyPorts;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.InboundPort.Reach;
import io.fairlead.translation.scope.InboundPort.Serving;
import io.fairlead.translation.security.PeerAdmission;
import io.fairlead.translation.security.PeerModes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** What a proxy's own host serves where a Sidecar says it. */
record OwnIngress(Proxy proxy, PeerModes modes, OwnLimits limits) {

  private static final String LOOPBACK = "127.0.0.1";

  /**
   * @param services what is served on a port, where the Sidecar stands for a service's own
   */
  OwnServices of(
      EgressScope sidecar, PeerAdmission admission, IntFunction<Optional<Service>> services) {
    List<InboundPort> ports = new ArrayList<>();
    Map<Integer, InboundLimits> limited = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    List<IngressListener> listeners = sidecar.ingress().listeners();
    for (int i = 0; i < listeners.size(); i++) {
      IngressPort port = listeners.get(i).port();
      String bind = bind(port);
      boolean isBound = !bind.isEmpty() || proxy.interception() instanceof Interception.Explicit;
      if (ProxyPorts.isReserved(port.number())
          || (isBound && ProxyPorts.isPrivileged(port.number()))) {
        problems.add(refused(sidecar, i, port.number()));
        continue;
      }
      limited.put(
          port.number(), limits.at(port.number(), services.apply(port.number()), port.number()));
      Setting<ServerTls.Terminated> tls = listeners.get(i).tls();
      if (tls.isSet() && modes.port(port.number()) != MtlsMode.DISABLE) {
        problems.add(meshTls(sidecar, i, port.number()));
        tls = Setting.unset();
      }
      ports.add(
          new InboundPort(
              port.number(),
              new InboundPort.Called(host(sidecar), port.number()),
              tls.isSet() ? port.protocol().withinTls() : port.protocol(),
              modes.port(port.number()),
              new Serving(bind, reach(listeners.get(i).application(), port.number(), bind), tls),
              sidecar.ingress().limits().on(port.number())));
    }
    return new OwnServices(admission, ports, limited, modes, problems);
  }

  /** No service is named: something must stand for it where people look. */
  private static ServiceHost host(EgressScope sidecar) {
    return ServiceHost.parse(sidecar.name().name() + "." + sidecar.name().namespace());
  }

  private String bind(IngressPort port) {
    return switch (proxy.interception()) {
      case Interception.Redirect ignored -> port.capture() == Capture.BOUND ? everywhere(port) : "";
      case Interception.Explicit ignored -> port.bind();
      case Interception.Edge ignored -> "";
    };
  }

  private static String everywhere(IngressPort port) {
    return port.bind().isEmpty() ? ResourceNames.ANY_IPV4 : port.bind();
  }

  /** What peers connect to is the proxy itself where it is bound: the application is elsewhere. */
  private Reach reach(Application application, int port, String bind) {
    return switch (application) {
      case Application.AsAddressed ignored ->
          bind.isEmpty() ? new Reach.AsHost() : new Reach.At(LOOPBACK, port);
      case Application.At(String address, int at) -> new Reach.At(address, at);
      case Application.OnHost(String any, int at) -> new Reach.AtOwn(own(any), at);
      case Application.OnSocket(String path) -> new Reach.OnSocket(path);
    };
  }

  private String own(String any) {
    boolean isIpv6 = IpLiteral.isIpv6(any);
    return proxy.addresses().stream()
        .filter(address -> IpLiteral.isIpv6(address) == isIpv6)
        .findFirst()
        .orElse(any);
  }

  /** As in Istio: two kinds of TLS on one port could not be told apart. */
  private static Problem meshTls(EgressScope sidecar, int index, int port) {
    return problem(
        ProblemCode.EXCLUSIVE_FIELDS,
        sidecar,
        index,
        "tls",
        "port "
            + port
            + " takes the mesh's own TLS, so this one is left out: write a PeerAuthentication with"
            + " mode DISABLE for the port");
  }

  private static Problem refused(EgressScope sidecar, int index, int port) {
    return problem(
        ProblemCode.BAD_PORT,
        sidecar,
        index,
        "port.number",
        "port "
            + port
            + " cannot be served through the proxy: it is one of the proxy's own, or below 1024"
            + " where it is bound; serve on another port");
  }

  private static Problem problem(
      ProblemCode code, EgressScope sidecar, int index, String field, String sentence) {
    return Problem.warning(
        code,
        "Sidecar " + sidecar.name(),
        "spec.ingress[" + index + "]." + field,
        SourceLocation.UNKNOWN,
        sentence);
  }
}

package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.Gateway;
import io.fairlead.api.istio.networking.v1alpha3.Sidecar;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Limits;
import io.fairlead.model.policy.Limits.OnPort;
import io.fairlead.model.service.ServicePort;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads what annotations of a Sidecar or a Gateway say of what comes in on its ports. */
final class PortLimits {

  private final OurAnnotations said;
  private final String name;

  private PortLimits(OurAnnotations said, String name) {
    this.said = said;
    this.name = name;
  }

  static Limits read(IstioResource resource, Sidecar sidecar, Findings findings) {
    TreeSet<Integer> ports = new TreeSet<>();
    sidecar.getIngressList().forEach(ingress -> ports.add(ingress.getPort().getNumber()));
    return read(resource, ports, findings);
  }

  static Limits read(IstioResource resource, Gateway gateway, Findings findings) {
    TreeSet<Integer> ports = new TreeSet<>();
    gateway.getServersList().forEach(server -> ports.add(server.getPort().getNumber()));
    return read(resource, ports, findings);
  }

  /**
   * @param ports that are listened on; empty: any
   */
  private static Limits read(IstioResource resource, TreeSet<Integer> ports, Findings findings) {
    OurAnnotations said = OurAnnotations.of(resource, findings);
    String name = LimitKeys.limitName(resource);
    Map<Integer, OnPort> named = new HashMap<>();
    TreeSet<String> parts = said.parts(LimitKeys.ALL);
    for (String part : parts) {
      int number = new PortLimits(said.of(part), name).port(ports);
      named.put(number, new PortLimits(said.of(part), name + "/" + part).onPort());
    }
    LimitKeys.tellTooMany(parts, findings);
    return new Limits(new PortLimits(said, name).onPort(), named);
  }

  private int port(TreeSet<Integer> ports) {
    boolean isNumber = said.part().matches("[1-9]\\d{0,4}");
    int number = isNumber ? Integer.parseInt(said.part()) : 0;
    if (!ServicePort.isPort(number)) {
      said.tell(
          LimitKeys.ALL,
          ProblemCode.BAD_PORT,
          "has " + Excerpt.of(said.part()) + " behind its dot, which is no port: use 1 to 65535");
    } else if (!ports.isEmpty() && !ports.contains(number)) {
      said.tell(
          LimitKeys.ALL,
          ProblemCode.UNKNOWN_PORT,
          "names a port that is not listened on: use one of "
              + ports.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    return number;
  }

  private OnPort onPort() {
    return new OnPort(new RequestLimitReader(said, name).read(), LimitKeys.connections(said, name));
  }
}

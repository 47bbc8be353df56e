package io.fairlead.istioconfig.analyze;

import io.fairlead.api.istio.networking.v1alpha3.Gateway;
import io.fairlead.api.istio.networking.v1alpha3.Server;
import io.fairlead.api.istio.networking.v1alpha3.ServerTLSSettings.TLSmode;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Servers of gateways that claim one port or host, and gateways without routes or for no host. */
final class GatewayConflicts {

  private record Port(Map<String, String> selector, String bind, int number) {}

  private record Claim(Declared<Gateway> gateway, String protocol) {}

  private final Notes notes;
  private final Map<Port, Claim> ports = new HashMap<>();
  private final Map<String, Declared<Gateway>> hosts = new HashMap<>();

  private GatewayConflicts(Notes notes) {
    this.notes = notes;
  }

  static void tell(Configuration all, Notes notes) {
    GatewayConflicts search = new GatewayConflicts(notes);
    List<Declared<Gateway>> ordered =
        all.gateways().stream().sorted(Declared.precedence()).toList();
    ordered.forEach(search::servers);
    Map<String, Declared<Gateway>> byName =
        ordered.stream()
            .collect(Collectors.toMap(g -> g.resource().name().toString(), gateway -> gateway));
    all.virtualServices().forEach(routes -> search.served(routes, byName));
    for (Declared<Gateway> gateway : ordered) {
      if (needsRoutes(gateway)
          && all.virtualServices().stream().noneMatch(routes -> names(routes, gateway))) {
        notes.warning(
            ProblemCode.GATEWAY_WITHOUT_ROUTES,
            gateway.resource(),
            "",
            "is named by no VirtualService of these resources: every request to it gets a 404");
      }
    }
  }

  /** Whether it does something else than to pass on what names its service by itself. */
  private static boolean needsRoutes(Declared<Gateway> gateway) {
    return gateway.spec().getServersList().stream()
        .anyMatch(server -> server.getTls().getMode() != TLSmode.AUTO_PASSTHROUGH);
  }

  private void servers(Declared<Gateway> gateway) {
    for (int i = 0; i < gateway.spec().getServersCount(); i++) {
      Server server = gateway.spec().getServers(i);
      String path = "spec.servers[" + i + "]";
      Port port =
          new Port(gateway.spec().getSelectorMap(), server.getBind(), server.getPort().getNumber());
      Claim claim = new Claim(gateway, family(server.getPort().getProtocol()));
      Claim before = ports.putIfAbsent(port, claim);
      if (before != null && !before.protocol().equals(claim.protocol())) {
        notes.warning(
            ProblemCode.PORT_CONFLICT,
            gateway.resource(),
            path + ".port",
            "port "
                + port.number()
                + " speaks "
                + before.protocol()
                + " in "
                + before.gateway().title()
                + ", and one port speaks one protocol only");
      }
      for (int j = 0; j < server.getHostsCount(); j++) {
        host(gateway, path + ".hosts[" + j + "]", port + " " + host(server.getHosts(j)));
      }
    }
  }

  private void host(Declared<Gateway> gateway, String path, String key) {
    Declared<Gateway> before = hosts.putIfAbsent(key, gateway);
    if (before != null) {
      notes.warning(
          ProblemCode.HOST_DECLARED_TWICE,
          gateway.resource(),
          path,
          "is served on this port by "
              + (before == gateway ? "another server" : before.title())
              + " too: one of them decides about its TLS, so keep one");
    }
  }

  private void served(Declared<VirtualService> routes, Map<String, Declared<Gateway>> byName) {
    List<Declared<Gateway>> named =
        byName.values().stream().filter(gateway -> names(routes, gateway)).toList();
    for (int i = 0; i < routes.spec().getHostsCount(); i++) {
      String host = HostNames.of(routes.spec().getHosts(i));
      for (Declared<Gateway> gateway : named) {
        boolean isServed =
            gateway.spec().getServersList().stream()
                .flatMap(server -> server.getHostsList().stream())
                .anyMatch(pattern -> HostNames.meet(host(pattern), host));
        if (!isServed) {
          notes.warning(
              ProblemCode.HOST_NOT_SERVED,
              routes.resource(),
              "spec.hosts[" + i + "]",
              "'" + host + "' is no host of " + gateway.title() + ", so no request to it comes in");
        }
      }
    }
  }

  private static boolean names(Declared<VirtualService> routes, Declared<Gateway> gateway) {
    String full = gateway.resource().name().toString();
    boolean isNear = routes.namespace().equals(gateway.namespace());
    return routes.spec().getGatewaysList().stream()
        .anyMatch(
            name -> name.equals(full) || (isNear && name.equals(gateway.resource().name().name())));
  }

  private static String host(String text) {
    return HostNames.of(text.substring(text.indexOf('/') + 1));
  }

  private static String family(String protocol) {
    return Protocol.parse(protocol)
        .map(known -> known.isHttp() ? "HTTP" : known.isOpaqueTls() ? "TLS" : known.name())
        .orElse(protocol.toUpperCase(Locale.ROOT));
  }
}

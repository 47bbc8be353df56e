package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.L4MatchAttributes;
import io.fairlead.api.istio.networking.v1alpha3.RouteDestination;
import io.fairlead.api.istio.networking.v1alpha3.TCPRoute;
import io.fairlead.api.istio.networking.v1alpha3.TLSMatchAttributes;
import io.fairlead.api.istio.networking.v1alpha3.TLSRoute;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.read.TargetReader.Weighed;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Caller;
import io.fairlead.model.policy.TcpRoute;
import io.fairlead.model.policy.TcpRoute.Share;
import io.fairlead.model.policy.TcpRoute.TcpMatch;
import io.fairlead.model.policy.TlsRoute;
import io.fairlead.model.policy.TlsRoute.TlsMatch;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the routes of connections: TCP, and TLS that nobody opens on the way.
 *
 * @param hosts of the VirtualService
 */
record ConnectionRouteReader(CallerReader callers, List<ServiceHost> hosts, Findings findings) {

  TcpRoute tcp(String path, TCPRoute route) {
    List<TcpMatch> matches = new ArrayList<>();
    for (int i = 0; i < route.getMatchCount(); i++) {
      L4MatchAttributes match = route.getMatch(i);
      String at = path + ".match[" + i + "]";
      Caller caller =
          callers.read(
              at, match.getSourceLabelsMap(), match.getSourceNamespace(), match.getGatewaysList());
      matches.add(match(at, match.getDestinationSubnetsList(), match.getPort(), caller));
    }
    return new TcpRoute(matches, shares(path + ".route", route.getRouteList()));
  }

  TlsRoute tls(String path, TLSRoute route) {
    if (route.getMatchCount() == 0) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          path + ".match",
          "is empty: write at least one match with sniHosts");
    }
    List<TlsMatch> matches = new ArrayList<>();
    for (int i = 0; i < route.getMatchCount(); i++) {
      TLSMatchAttributes match = route.getMatch(i);
      String at = path + ".match[" + i + "]";
      Caller caller =
          callers.read(
              at, match.getSourceLabelsMap(), match.getSourceNamespace(), match.getGatewaysList());
      matches.add(
          new TlsMatch(
              serverNames(at + ".sniHosts", match.getSniHostsList()),
              match(at, match.getDestinationSubnetsList(), match.getPort(), caller)));
    }
    return new TlsRoute(matches, shares(path + ".route", route.getRouteList()));
  }

  private TcpMatch match(String path, List<String> subnets, int port, Caller caller) {
    new Values(findings).blocks(path + ".destinationSubnets", subnets);
    if (port != 0) {
      PortNumbers.given(path + ".port", port, findings);
    }
    return new TcpMatch(subnets, port, caller);
  }

  private List<ServiceHost> serverNames(String path, List<String> names) {
    if (names.isEmpty()) {
      findings.error(ProblemCode.MISSING_FIELD, path, "is empty: name at least one host");
    }
    List<ServiceHost> read = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String at = path + "[" + i + "]";
      Hosts.full(at, names.get(i), findings)
          .ifPresent(
              name -> {
                if (hosts.stream().noneMatch(host -> host.covers(name))) {
                  findings.error(
                      ProblemCode.BAD_HOST,
                      at,
                      Excerpt.of(name.value())
                          + " is none of the hosts that these routes are for: add it to spec.hosts");
                }
                if (Addresses.isIp(name.value())) {
                  findings.warning(
                      at, "is an address, which clients do not send as the name of a server");
                }
                read.add(name);
              });
    }
    return read;
  }

  private List<Share> shares(String path, List<RouteDestination> destinations) {
    if (destinations.isEmpty()) {
      findings.error(ProblemCode.MISSING_FIELD, path, "is empty: write at least one destination");
    }
    List<Weighed> weighed =
        destinations.stream()
            .map(one -> new Weighed(one.getDestination(), one.getWeight()))
            .toList();
    return new TargetReader(findings)
        .parts(path, weighed).stream()
            .map(part -> new Share(part.target(), part.weight()))
            .toList();
  }
}

package io.fairlead.translation.listener;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.policy.GatewayServer;
import io.fairlead.model.policy.GatewayServer.GatewayPort;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.model.policy.ServerTls;
import io.fairlead.model.policy.TcpRoute;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.listener.EdgeListener.Chain;
import io.fairlead.translation.listener.EdgeListener.Target;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.CallHints;
import io.fairlead.translation.scope.CalledPart;
import io.fairlead.translation.scope.EastWest;
import io.fairlead.translation.scope.EdgePort;
import io.fairlead.translation.scope.EdgePort.EdgeServer;
import io.fairlead.translation.scope.EdgeRouting;
import io.fairlead.translation.scope.EdgeScope;
import io.fairlead.translation.scope.HostHints;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.Routing;
import io.fairlead.translation.scope.SeenRules;
import io.fairlead.translation.security.MeshIdentities;
import io.fairlead.translation.security.PeerAdmission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The listeners of gateways, planned port by port. */
public record EdgeListeners(List<ResourceInput> listeners, List<Problem> problems) {

  public EdgeListeners {
    listeners = List.copyOf(listeners);
    problems = List.copyOf(problems);
  }

  /**
   * @param hints of the hosts of which there are any
   */
  public static EdgeListeners of(
      EdgePort port, EdgeScope scope, SharedMap<ServiceHost, HostHints> hints) {
    List<ResourceInput> listeners = new ArrayList<>();
    List<Problem> problems = new ArrayList<>(port.problems());
    PeerAdmission admission =
        new PeerAdmission(
            MeshIdentities.prefixes(scope.scope().mesh().state().settings().trustDomains()),
            scope.scope().traits().selection().access());
    for (EdgePort.Address address : port.addresses()) {
      List<Chain> chains = new Chains(scope, hints, problems).of(port.number(), address);
      // Envoy refuses a listener that does nothing.
      if (!chains.isEmpty()) {
        listeners.add(
            new EdgeListener(bind(port, address, scope.scope().traits()), admission, chains));
      }
    }
    return new EdgeListeners(listeners, problems);
  }

  /** The name of the listener of one address, where it has one. */
  public static String name(EdgePort port, EdgePort.Address address, ProxyTraits traits) {
    return bind(port, address, traits).name();
  }

  private static Bind bind(EdgePort port, EdgePort.Address address, ProxyTraits traits) {
    return address.bind().isEmpty()
        ? Bind.everywhere(traits.families(), port.number(), true)
        : Bind.at(address.bind(), port.number(), true);
  }

  /** The chains of one address. */
  private static final class Chains {
    private final EdgeScope scope;
    private final SharedMap<ServiceHost, HostHints> hints;
    private final List<Problem> problems;
    private final List<Chain> chains = new ArrayList<>();
    private final Set<String> passedNames = new HashSet<>();

    Chains(EdgeScope scope, SharedMap<ServiceHost, HostHints> hints, List<Problem> problems) {
      this.scope = scope;
      this.hints = hints;
      this.problems = problems;
    }

    List<Chain> of(int port, EdgePort.Address address) {
      switch (address.kind()) {
        case HTTP ->
            chains.add(
                new Chain(
                    List.of(),
                    new ServerTls.None(),
                    new Target.Http(
                        new NamedRoutes(
                            ResourceNames.edgeRoutes(port, address.bind()),
                            limits(address.servers())),
                        "",
                        address.limits().requests()),
                    address.limits().connections()));
        case TLS -> address.servers().forEach(this::addTls);
        case BYTES -> address.servers().forEach(server -> addBytes(server, List.of()));
      }
      return chains;
    }

    private void addTls(EdgeServer server) {
      GatewayServer told = server.server();
      if (told.tls() instanceof ServerTls.AutoPassthrough) {
        addPassedOn(server);
      } else if (!(told.tls() instanceof ServerTls.Terminated)) {
        addPassthrough(server);
      } else if (told.port().protocol() == Protocol.HTTPS) {
        chains.add(
            new Chain(
                EdgePort.hostNames(told),
                told.tls(),
                new Target.Http(
                    new NamedRoutes(
                        ResourceNames.edgeTlsRoutes(server.gateway(), told.port()),
                        limits(List.of(server))),
                    told.name(),
                    server.limits().requests()),
                server.limits().connections()));
      } else {
        addBytes(server, EdgePort.hostNames(told));
      }
    }

    /** Those that the routes of the servers turn on, by name. */
    private List<RequestLimit> limits(List<EdgeServer> servers) {
      return RequestLimit.byName(servers.stream().flatMap(this::limits));
    }

    private Stream<RequestLimit> limits(EdgeServer server) {
      int port = server.server().port().number();
      return scope.routings(server.gateway()).stream()
          .filter(routing -> !routing.hostsAt(server.server()).isEmpty())
          .flatMap(routing -> routing.routing().limitsOn(port).stream());
    }

    /** The first route that fits gets all of it. */
    private void addBytes(EdgeServer server, List<String> serverNames) {
      int port = server.server().port().number();
      for (EdgeRouting routing : scope.routings(server.gateway())) {
        List<Routing.TcpWay> ways = routing.routing().tcpOn(port);
        if (!ways.isEmpty() && !routing.hostsAt(server.server()).isEmpty()) {
          chains.add(
              new Chain(
                  serverNames,
                  server.server().tls(),
                  bytes(routing, ways.getFirst(), port),
                  server.limits().connections()));
          return;
        }
      }
      problems.add(
          problem(server, "has no VirtualService with a tcp route, so it is left out: write one"));
    }

    /** Connections to several clusters are counted by who splits them. */
    private Target bytes(EdgeRouting routing, Routing.TcpWay way, int port) {
      List<Outlet.Share> shares = way.shares().stream().map(share -> share(share, port)).toList();
      return new Target.Bytes(
          new Outlet(
              shares.size() == 1
                  ? shares.getFirst().cluster()
                  : routing.name().name() + "." + routing.name().namespace(),
              shares,
              CallHints.together(
                  way.shares().stream()
                      .map(share -> HostHints.of(hints, share.target().on(port)))
                      .toList())));
    }

    private static Outlet.Share share(TcpRoute.Share share, int port) {
      return new Outlet.Share(
          ResourceNames.outboundCluster(share.target().on(port)), share.weight());
    }

    private void addPassthrough(EdgeServer server) {
      GatewayPort port = server.server().port();
      int before = chains.size();
      for (EdgeRouting routing : scope.routings(server.gateway())) {
        if (!routing.hostsAt(server.server()).isEmpty()) {
          routing
              .routing()
              .tlsOn(port.number())
              .forEach(way -> addPassthrough(server, way, routing));
        }
      }
      if (chains.size() == before) {
        problems.add(
            problem(
                server, "has no VirtualService with a tls route, so it is left out: write one"));
      }
    }

    /** Each service under the names that mesh clients ask for. */
    private void addPassedOn(EdgeServer server) {
      EastWest passed = EastWest.of(server.server());
      SeenRules rules = scope.scope().rules();
      scope.scope().services().values().stream()
          .filter(passed::passes)
          .flatMap(service -> CalledPart.of(service, rules.calling(service.service())).stream())
          .map(CalledPart::serverName)
          .filter(name -> !name.isEmpty() && passedNames.add(name))
          .forEach(
              name ->
                  chains.add(
                      new Chain(
                          List.of(name),
                          server.server().tls(),
                          new Target.Bytes(Outlet.of(name)),
                          server.limits().connections())));
    }

    /** Envoy refuses a listener of which two parts answer to one name. */
    private void addPassthrough(EdgeServer server, Routing.TlsWay way, EdgeRouting routing) {
      int port = server.server().port().number();
      List<String> names =
          way.serverNames().stream().map(ServiceHost::value).distinct().sorted().toList();
      Optional<String> taken = names.stream().filter(passedNames::contains).findFirst();
      if (taken.isPresent()) {
        problems.add(
            Problem.warning(
                ProblemCode.RULE_HIDDEN,
                "VirtualService " + routing.name(),
                "spec.tls",
                SourceLocation.UNKNOWN,
                "'"
                    + taken.get()
                    + "' is routed by another match of the same port already, so this one is left"
                    + " out"));
        return;
      }
      passedNames.addAll(names);
      chains.add(
          new Chain(
              names,
              new ServerTls.Passthrough(),
              bytes(routing, way.way(), port),
              server.limits().connections()));
    }

    private static Problem problem(EdgeServer server, String sentence) {
      return Problem.warning(
          ProblemCode.GATEWAY_WITHOUT_ROUTES,
          "Gateway " + server.gateway(),
          "spec.servers",
          SourceLocation.UNKNOWN,
          "port " + server.server().port().number() + " " + sentence);
    }
  }
}

package io.fairlead.translation;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.Caller;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.policy.GatewayServer;
import io.fairlead.model.policy.GatewayServer.GatewayHost;
import io.fairlead.model.policy.GatewayServer.GatewayPort;
import io.fairlead.model.policy.Gateways;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.policy.ServerTls;
import io.fairlead.model.policy.TcpRoute;
import io.fairlead.model.policy.TcpRoute.TcpMatch;
import io.fairlead.model.policy.TlsRoute;
import io.fairlead.model.policy.TlsRoute.TlsMatch;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.policy.VirtualService.Routes;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Seeded gateways, and routes that are bound to them. */
final class RandomGateways {

  private final RandomGenerator random;

  RandomGateways(RandomGenerator random) {
    this.random = random;
  }

  Gateway gateway(ResourceName name) {
    return new Gateway(
        name,
        pick(Labels.NONE, Labels.of("app", "a"), Labels.of("app", "b")),
        IntStream.range(0, random.nextInt(1, 4)).mapToObj(this::server).toList(),
        new RandomLimits(random).limits("Gateway/" + name),
        Instant.ofEpochSecond(random.nextInt(3)));
  }

  /** The same routes, and others of its own, for the clients of some gateways too or instead. */
  VirtualService bound(VirtualService routes) {
    Gateways gateways =
        pick(
            Gateways.SIDECARS,
            new Gateways(false, Set.of(name())),
            new Gateways(true, new HashSet<>(List.of(name(), name()))));
    return new VirtualService(
        routes.name(),
        routes.hosts(),
        gateways,
        new Routes(
            routes.routes().http(),
            random.nextInt(3) == 0 ? List.of(tls(gateways)) : routes.routes().tls(),
            random.nextInt(3) == 0 ? List.of(tcp()) : routes.routes().tcp(),
            routes.routes().limit()),
        routes.exportTo(),
        routes.created());
  }

  private GatewayServer server(int index) {
    ServerTls tls =
        pick(
            new ServerTls.None(),
            new ServerTls.HttpsRedirect(),
            new ServerTls.Passthrough(),
            new ServerTls.AutoPassthrough(),
            terminated());
    Protocol protocol =
        switch (tls) {
          case ServerTls.None ignored -> pick(Protocol.HTTP, Protocol.HTTP, Protocol.TCP);
          case ServerTls.HttpsRedirect ignored -> Protocol.HTTP;
          case ServerTls.Passthrough ignored -> Protocol.TLS;
          case ServerTls.AutoPassthrough ignored -> Protocol.TLS;
          case ServerTls.Terminated ignored -> pick(Protocol.HTTPS, Protocol.TLS);
        };
    return new GatewayServer(
        pick("", "named"),
        new GatewayPort(pick(80, 443), "p" + index, protocol, pick("", "", "10.0.0.1")),
        List.of(new GatewayHost(pick("", "", "one"), host())),
        tls);
  }

  private ServerTls terminated() {
    return new ServerTls.Terminated(
        pick(
            new ServerTls.Certificates.OfWorkload(),
            new ServerTls.Certificates.Named(List.of("c"))),
        ServerTls.Clients.ANYBODY,
        ServerTls.Handshake.STANDARD);
  }

  private TlsRoute tls(Gateways gateways) {
    TcpMatch connection =
        new TcpMatch(
            List.of(), pick(0, 443), new Caller(Labels.NONE, "", pick(Gateways.UNSAID, gateways)));
    return new TlsRoute(List.of(new TlsMatch(List.of(host()), connection)), shares());
  }

  private TcpRoute tcp() {
    return new TcpRoute(
        random.nextBoolean() ? List.of() : List.of(new TcpMatch(List.of(), 80, Caller.ANYBODY)),
        shares());
  }

  private List<TcpRoute.Share> shares() {
    return IntStream.range(0, random.nextInt(1, 3))
        .mapToObj(
            ignored ->
                new TcpRoute.Share(
                    new RouteTarget(
                        new ServiceHost("h" + random.nextInt(1, 6) + ".mesh"), "", pick(0, 80)),
                    random.nextInt(1, 4)))
        .toList();
  }

  private ServiceHost host() {
    return new ServiceHost(pick("*", "*.mesh", "h1.mesh", "h2.mesh"));
  }

  ResourceName name() {
    return new ResourceName(pick("one", "two"), "n" + random.nextInt(2));
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}

package io.fairlead.translation;

import static java.util.Objects.requireNonNull;

import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.AccessPolicy;
import io.fairlead.model.policy.AccessRule;
import io.fairlead.model.policy.CallDefaults;
import io.fairlead.model.policy.ConnectionPool.Keepalive;
import io.fairlead.model.policy.Demand;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.ExportDefaults;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.policy.LocalityBalancing;
import io.fairlead.model.policy.LocalityBalancing.Share;
import io.fairlead.model.policy.MeshDefaults;
import io.fairlead.model.policy.MeshNetworks;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.NetworkGateway;
import io.fairlead.model.policy.PeerAuthentication;
import io.fairlead.model.policy.PlaceBalancing.Failover;
import io.fairlead.model.policy.Retries;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.model.policy.UnknownHosts;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.policy.ZoneBalancing;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A small mesh whose parts meet often: few hosts, addresses, ports, labels and namespaces. */
final class RandomMesh {

  private static final List<String> NAMESPACES = List.of("one", "two", "fairlead-system");

  private final RandomGenerator random;
  private final RandomRules rules;
  private final RandomGateways gateways;

  RandomMesh(RandomGenerator random) {
    this.random = random;
    this.rules = new RandomRules(random);
    this.gateways = new RandomGateways(random);
  }

  List<Proxy> proxies() {
    return List.of(
        proxy("one", "a", new Interception.Redirect()),
        proxy("one", "b", new Interception.Redirect()),
        proxy("two", "a", new Interception.Redirect()),
        proxy("fairlead-system", "b", new Interception.Redirect()),
        proxy("one", "a", new Interception.Explicit("127.0.0.9")),
        proxy("one", "a", new Interception.Edge()),
        proxy("two", "b", new Interception.Edge()));
  }

  private static Proxy proxy(String namespace, String app, Interception interception) {
    return new Proxy(
        "sidecar~10.0.0.1~" + app + "." + namespace,
        new Proxy.Identity(namespace, "client"),
        List.of("10.0.0.1"),
        Labels.of("app", app),
        app.equals("a")
            ? new Placement("east", Locality.parse("r1/z1"))
            : new Placement("", Locality.parse("r2")),
        interception);
  }

  /** One change of any kind. */
  MeshState changed(MeshState state) {
    return switch (random.nextInt(18)) {
      case 0, 1, 2 -> state.with(service());
      case 3 -> otherEndpoints(state);
      case 4 -> state.without(service().key());
      case 5 -> state.with(new WorkloadEntry(name(3), endpoint()));
      case 6 -> state.withoutEntry(name(3));
      case 7 -> state.with(workload());
      case 8 -> state.withoutWorkload(name(3));
      case 9, 10 -> state.with(rules.destinationRule(name(2)));
      case 11, 12 -> state.with(gateways.bound(rules.virtualService(name(2))));
      case 13 -> state.with(rules.egressScope(name(2)));
      case 14, 15 -> state.with(gateways.gateway(gateways.name()));
      case 16 ->
          switch (random.nextInt(8)) {
            case 6 -> state.with(name(1), defaults());
            case 7 -> state.withoutDefaults(name(1));
            case 4 -> state.with(networks());
            case 5 -> state.withoutNetworks(name(2));
            case 0 -> state.withoutDestinationRule(name(2));
            case 1 -> state.withoutVirtualService(name(2));
            case 2 -> state.withoutGateway(gateways.name());
            default -> state.withoutEgressScope(name(2));
          };
      default ->
          switch (random.nextInt(4)) {
            case 0 -> state.with(policy());
            case 1 -> state.withoutPeerAuthentication(policy().name());
            case 2 -> state.with(accessPolicy());
            default -> state.withoutAccessPolicy(accessPolicy().name());
          };
    };
  }

  /** The same mesh as somebody learns it who hears of it in another order. */
  MeshState retold(MeshState state) {
    MeshState told = MeshState.empty(state.settings());
    for (int detour = 0; detour < 10; detour++) {
      told = told.with(service());
    }
    for (Service stray : List.copyOf(told.services())) {
      told = told.without(stray.key());
    }
    List<Service> services = new ArrayList<>(state.services());
    Collections.shuffle(services, new Random(random.nextLong()));
    for (Workload workload : state.workloads()) {
      told = told.with(workload);
    }
    for (Service service : services) {
      told = told.with(service);
    }
    for (WorkloadEntry entry : state.entries()) {
      told = told.with(entry);
    }
    for (AccessPolicy policy : state.accessPolicies().values()) {
      told = told.with(policy);
    }
    for (DestinationRule rule : state.rules().destinationRules().values()) {
      told = told.with(rule);
    }
    for (VirtualService routes : state.rules().declaredVirtualServices().values()) {
      told = told.with(routes);
    }
    for (Gateway gateway : state.rules().gateways().values()) {
      told = told.with(gateway);
    }
    for (EgressScope scope : state.rules().egressScopes().values()) {
      told = told.with(scope);
    }
    for (MeshNetworks networks : state.rules().networks().declared().values()) {
      told = told.with(networks);
    }
    for (ResourceName name : state.rules().defaultsByName().keys()) {
      told = told.with(name, requireNonNull(state.rules().defaultsByName().get(name)));
    }
    for (PeerAuthentication policy : state.peerAuthentications()) {
      told = told.with(policy);
    }
    return told;
  }

  private MeshState otherEndpoints(MeshState state) {
    Optional<Service> any = state.services().stream().findFirst();
    return any.map(service -> state.with(with(service, discovery()))).orElse(state);
  }

  private static Service with(Service service, Discovery discovery) {
    return new Service(
        service.resource(),
        service.host(),
        service.addresses(),
        service.ports(),
        discovery,
        service.exportTo());
  }

  private Service service() {
    int host = random.nextInt(6);
    return new Service(
        name(2),
        ServiceHost.parse(host == 0 ? "*.wild.mesh" : "h" + host + ".mesh"),
        pick(List.of(), List.of(), List.of("10.1.0.1"), List.of("10.1.0.2", "10.2.0.0/16")),
        IntStream.rangeClosed(1, random.nextInt(1, 3))
            .mapToObj(number -> ServicePort.of(port(number), "p" + number, protocol()))
            .toList(),
        discovery(),
        pick(List.of(), List.of("*"), List.of("."), List.of("two")));
  }

  private int port(int number) {
    return number == 1 ? pick(80, 8080, 15001) : pick(443, 9000);
  }

  private Protocol protocol() {
    return pick(Protocol.HTTP, Protocol.GRPC, Protocol.TCP, Protocol.AUTO, Protocol.TLS);
  }

  private Discovery discovery() {
    boolean isSelecting = random.nextInt(3) == 0;
    return new Discovery(
        pick(
            Resolution.STATIC,
            Resolution.STATIC,
            Resolution.STATIC,
            Resolution.DNS,
            Resolution.DNS_ROUND_ROBIN,
            Resolution.DYNAMIC_DNS,
            Resolution.NONE),
        random.nextInt(5) == 0,
        isSelecting
            ? List.of()
            : IntStream.range(0, random.nextInt(4)).mapToObj(ignored -> endpoint()).toList(),
        isSelecting ? label() : Labels.NONE,
        List.of());
  }

  private Endpoint endpoint() {
    return new Endpoint(
        "10.0.0." + random.nextInt(1, 5), Map.of(), label(), placement(), random.nextInt(1, 3), "");
  }

  private Placement placement() {
    return pick(
            Placement.UNKNOWN,
            new Placement("east", Locality.parse("r1/z1/s1")),
            new Placement("west", Locality.parse("r2/z1")),
            new Placement("north", Locality.UNKNOWN))
        .on(node());
  }

  private Placement.Node node() {
    return pick(
        Placement.Node.NONE,
        Placement.Node.NONE,
        new Placement.Node("c/n1", random.nextBoolean()),
        new Placement.Node("c/n2", random.nextBoolean()));
  }

  private MeshNetworks networks() {
    return new MeshNetworks(
        name(2),
        Map.of(
            "west", List.of(entrance(), entrance()), pick("east", "north"), List.of(entrance())));
  }

  private MeshDefaults defaults() {
    return new MeshDefaults(
        pick(new UnknownHosts.Allowed(), new UnknownHosts.Refused()),
        pick(
            new Retries.Standard(),
            new Retries.Never(),
            new Retries.Upto(
                3,
                Retries.Condition.STANDARD,
                TimeLimit.NONE,
                Retries.Places.STANDARD,
                TimeLimit.NONE)),
        new CallDefaults(
            pick(TimeLimit.NONE, new TimeLimit(random.nextInt(1, 4), 0)),
            new Keepalive(random.nextInt(3), TimeLimit.NONE, new TimeLimit(5, 0)),
            pick(
                Setting.unset(),
                Setting.of(
                    new LocalityBalancing(
                        true,
                        List.of(new Share("r1/*", Map.of("r2/*", 100))),
                        List.of(),
                        List.of())),
                Setting.of(
                    new LocalityBalancing(
                        random.nextBoolean(),
                        List.of(),
                        List.of(new Failover("r1", "r2")),
                        List.of("app", "kubernetes.io/hostname"))),
                Setting.of(new ZoneBalancing(true, List.of(), List.of("app"), Setting.unset()))),
            random.nextBoolean()),
        ExportDefaults.NONE);
  }

  private NetworkGateway entrance() {
    return new NetworkGateway(
        pick(
            new NetworkGateway.Place.At("10.9.0." + random.nextInt(1, 3)),
            new NetworkGateway.Place.Served(new ServiceHost("h" + random.nextInt(1, 3) + ".mesh"))),
        pick(80, 15443),
        pick(Locality.UNKNOWN, Locality.parse("r2/z1")));
  }

  private Labels label() {
    return Labels.of("app", pick("a", "b"));
  }

  private Workload workload() {
    return new Workload(
        name(3),
        List.of("10.0.0." + random.nextInt(1, 5)),
        new Workload.Membership("group", pick("alice", "bob", "client")),
        label(),
        placement(),
        new Workload.Status(
            Instant.ofEpochSecond(random.nextInt(3)),
            Workload.Capture.values()[random.nextInt(Workload.Capture.values().length)]));
  }

  private AccessPolicy accessPolicy() {
    Demand demand = new Demand.OfPort(List.of(1 + random.nextInt(9000)), random.nextBoolean());
    return new AccessPolicy(
        name(2),
        random.nextBoolean() ? Labels.NONE : Labels.of("app", random.nextBoolean() ? "a" : "b"),
        random.nextBoolean() ? AccessPolicy.Action.ALLOW : AccessPolicy.Action.DENY,
        false,
        List.of(new AccessRule(List.of(), List.of(List.of(demand)), List.of())));
  }

  private PeerAuthentication policy() {
    return new PeerAuthentication(
        name(2),
        pick(Labels.NONE, Labels.of("app", "a")),
        PeerAuthentication.Modes.of(pick(MtlsMode.STRICT, MtlsMode.DISABLE)),
        Instant.EPOCH);
  }

  private ResourceName name(int count) {
    return new ResourceName(
        NAMESPACES.get(random.nextInt(NAMESPACES.size())), "n" + random.nextInt(count));
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}

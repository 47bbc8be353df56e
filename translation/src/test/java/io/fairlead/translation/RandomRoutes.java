package io.fairlead.translation;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.Caller;
import io.fairlead.model.policy.Cors;
import io.fairlead.model.policy.Fault;
import io.fairlead.model.policy.Gateways;
import io.fairlead.model.policy.Handling;
import io.fairlead.model.policy.Handling.Mirror;
import io.fairlead.model.policy.Handling.Patience;
import io.fairlead.model.policy.HeaderChanges;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.HttpRoute.HttpMatch;
import io.fairlead.model.policy.RequestMatch;
import io.fairlead.model.policy.Retries;
import io.fairlead.model.policy.Rewrite;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.policy.Screening;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.StringMatch;
import io.fairlead.model.policy.TcpRoute;
import io.fairlead.model.policy.TcpRoute.TcpMatch;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.model.policy.TlsRoute;
import io.fairlead.model.policy.TlsRoute.TlsMatch;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.ServiceHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** VirtualServices that meet each other, lead to each other, and to the hosts of a mesh. */
final class RandomRoutes {

  private final RandomGenerator random;

  RandomRoutes(RandomGenerator random) {
    this.random = random;
  }

  VirtualService virtualService(ResourceName name, List<ServiceHost> hosts) {
    return new VirtualService(
        name,
        hosts,
        pick(Gateways.SIDECARS, Gateways.SIDECARS, gateway(true), gateway(false)),
        new VirtualService.Routes(
            some(3, this::http),
            hosts.isEmpty() ? List.of() : some(2, this::tls),
            hosts.isEmpty() ? List.of() : some(2, this::tcp),
            random.nextInt(4) == 0
                ? new RandomLimits(random).connections("VirtualService/" + name)
                : Setting.unset()),
        pick(List.of(), List.of("*"), List.of("."), List.of("two")),
        Instant.ofEpochSecond(random.nextInt(3)));
  }

  private static Gateways gateway(boolean isForSidecars) {
    return new Gateways(isForSidecars, Set.of(new ResourceName("one", "gateway")));
  }

  private HttpRoute http() {
    return new HttpRoute(pick("", "named"), some(3, this::match), action(), handling());
  }

  private HttpMatch match() {
    StringMatch path =
        pick(
            StringMatch.ANYTHING,
            StringMatch.ANYTHING,
            new StringMatch.Exact("/e"),
            new StringMatch.Prefix("/p"),
            new StringMatch.Regex("/r.*"));
    return new HttpMatch(
        pick("", "m"),
        new RequestMatch(
            new RequestMatch.Uri(path, random.nextInt(5) == 0),
            pick(Map.of(), Map.of("x", StringMatch.ANYTHING)),
            pick(Map.of(), Map.of("y", new StringMatch.Prefix("a"))),
            pick(Map.of(), Map.of("q", new StringMatch.Exact("1")))),
        pick(0, 0, 80, 8080),
        caller(),
        pick("", "counted"));
  }

  private HttpAction action() {
    return switch (random.nextInt(8)) {
      case 0 ->
          new HttpAction.Redirect(
              pick("", "https"),
              pick("", "h1.mesh"),
              pick(
                  new HttpAction.PortChange.Usual(),
                  new HttpAction.PortChange.Called(),
                  new HttpAction.PortChange.Fixed(443)),
              pick(new HttpAction.PathChange.Kept(), new HttpAction.PathChange.Prefix("/n")),
              pick(301, 308));
      case 1 ->
          new HttpAction.Answer(
              pick(200, 503),
              pick(new HttpAction.Body.Empty(), new HttpAction.Body.Text("a".repeat(5000))));
      case 2, 3 ->
          new HttpAction.Delegate(
              new ResourceName(pick("one", "two", "fairlead-system"), pick("n0", "n1")));
      default -> {
        HttpAction.Share first = share();
        yield new HttpAction.Forward(
            random.nextBoolean() ? List.of(first) : List.of(first, share()));
      }
    };
  }

  private HttpAction.Share share() {
    return new HttpAction.Share(target(), random.nextInt(1, 4), headers());
  }

  private HeaderChanges headers() {
    return pick(
        HeaderChanges.NONE,
        new HeaderChanges(
            "else.mesh",
            new HeaderChanges.Edit(Map.of("a", "1", "b", "2"), Map.of("c", "3"), List.of("d")),
            HeaderChanges.Edit.NONE));
  }

  private Handling handling() {
    return new Handling(
        headers(),
        pick(Rewrite.NONE, new Rewrite(new Rewrite.Path.Matched("/w"), "w.mesh")),
        some(2, () -> new Mirror(target(), pick(0, 10, Fault.ALL))),
        new Patience(
            pick(TimeLimit.NONE, new TimeLimit(1, 0)),
            pick(new Retries.Standard(), new Retries.Never())),
        screening());
  }

  private Screening screening() {
    return new Screening(
        pick(
            Fault.NONE,
            new Fault(new Fault.Delay(new TimeLimit(1, 0), 10), new Fault.Abort.Http(503, 20))),
        pick(
            new Cors.Unsaid(),
            new Cors.Allowed(
                List.of(new StringMatch.Exact("https://a")),
                new Cors.Lists(List.of("GET"), List.of(), List.of()),
                TimeLimit.NONE,
                true,
                false)),
        random.nextInt(4) == 0
            ? Setting.of(new RandomLimits(random).requests("VirtualService/one/n0"))
            : Setting.unset());
  }

  private TlsRoute tls() {
    return new TlsRoute(List.of(new TlsMatch(List.of(host(), host()), connection())), shares());
  }

  private TcpRoute tcp() {
    return new TcpRoute(some(2, this::connection), shares());
  }

  private TcpMatch connection() {
    return new TcpMatch(
        pick(List.of(), List.of("10.1.0.1"), List.of("10.2.0.0/16", "10.3.0.0/24")),
        pick(0, 0, 443, 80),
        caller());
  }

  private List<TcpRoute.Share> shares() {
    TcpRoute.Share first = new TcpRoute.Share(target(), random.nextInt(1, 4));
    return random.nextBoolean() ? List.of(first) : List.of(first, new TcpRoute.Share(target(), 1));
  }

  private RouteTarget target() {
    return new RouteTarget(host(), pick("", "", "v1"), pick(0, 0, 80, 443));
  }

  private Caller caller() {
    return new Caller(
        pick(Labels.NONE, Labels.NONE, Labels.of("app", "a"), Labels.of("app", "b")),
        pick("", "", "one", "two"),
        pick(Gateways.UNSAID, Gateways.UNSAID, Gateways.SIDECARS, gateway(false)));
  }

  private ServiceHost host() {
    return new ServiceHost("h" + random.nextInt(1, 6) + ".mesh");
  }

  private <T> List<T> some(int most, Supplier<T> make) {
    return IntStream.range(0, random.nextInt(most + 1)).mapToObj(ignored -> make.get()).toList();
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}

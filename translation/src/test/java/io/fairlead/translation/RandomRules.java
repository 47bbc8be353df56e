package io.fairlead.translation;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.Capture;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.EgressPort;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.EgressScope.EgressHost;
import io.fairlead.model.policy.EgressScope.EgressListener;
import io.fairlead.model.policy.EgressScope.Origin;
import io.fairlead.model.policy.Ingress;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.UnknownHosts;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Rules of traffic that meet each other, and the hosts of a {@link RandomMesh}. */
final class RandomRules {

  private final RandomGenerator random;
  private final RandomPolicies policies;
  private final RandomRoutes routes;

  RandomRules(RandomGenerator random) {
    this.random = random;
    this.policies = new RandomPolicies(random);
    this.routes = new RandomRoutes(random);
  }

  DestinationRule destinationRule(ResourceName name) {
    Labels callers = callers();
    return new DestinationRule(
        name,
        pattern(),
        callers,
        policies.calling(),
        callers.isEmpty() ? exportTo() : List.of(),
        created());
  }

  EgressScope egressScope(ResourceName name) {
    List<EgressListener> egress = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      egress.add(new EgressListener(egressPort(pick(80, 8080)), egressHosts()));
    }
    if (random.nextInt(3) == 0) {
      egress.add(new EgressListener(egressPort(pick(443, 9000)), egressHosts()));
    }
    if (random.nextInt(4) > 0) {
      egress.add(new EgressListener(new EgressPort.Every(), egressHosts()));
    }
    return new EgressScope(
        name,
        callers(),
        egress,
        pick(
            Setting.unset(),
            Setting.of(new UnknownHosts.Allowed()),
            Setting.of(new UnknownHosts.Refused()),
            Setting.of(new UnknownHosts.Through(host(), "", 80))),
        new Ingress(List.of(), Setting.unset(), new RandomLimits(random).limits("Sidecar/" + name)),
        created());
  }

  private EgressPort egressPort(int number) {
    return new EgressPort.Named(
        number,
        pick(Protocol.HTTP, Protocol.TCP, Protocol.TLS),
        pick("", "", "127.0.0.7"),
        pick(Capture.values()));
  }

  private List<EgressHost> egressHosts() {
    return some(
        3,
        () ->
            new EgressHost(
                pick(new Origin.Anywhere(), new Origin.Own(), new Origin.Namespace("two")),
                pattern(),
                random.nextInt(4) == 0));
  }

  VirtualService virtualService(ResourceName name) {
    return routes.virtualService(name, random.nextInt(5) == 0 ? List.of() : hosts());
  }

  private List<ServiceHost> hosts() {
    return List.of(pattern(), pattern());
  }

  private ServiceHost host() {
    return new ServiceHost("h" + random.nextInt(1, 6) + ".mesh");
  }

  private ServiceHost pattern() {
    return random.nextInt(3) > 0
        ? host()
        : new ServiceHost(pick("*", "*.mesh", "*.wild.mesh", "*.com"));
  }

  private Labels callers() {
    return pick(Labels.NONE, Labels.NONE, Labels.of("app", "a"), Labels.of("app", "b"));
  }

  private List<String> exportTo() {
    return pick(List.of(), List.of("*"), List.of("."), List.of("two"));
  }

  private Instant created() {
    return Instant.ofEpochSecond(random.nextInt(3));
  }

  private <T> List<T> some(int most, Supplier<T> make) {
    return IntStream.range(0, random.nextInt(most + 1)).mapToObj(ignored -> make.get()).toList();
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}

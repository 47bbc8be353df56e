package io.fairlead.translation;

import io.fairlead.model.Labels;
import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.ClientTls.ServerName;
import io.fairlead.model.policy.ConnectionPool;
import io.fairlead.model.policy.ConnectionPool.Http;
import io.fairlead.model.policy.ConnectionPool.Limits;
import io.fairlead.model.policy.ConnectionPool.Tcp;
import io.fairlead.model.policy.ConnectionPool.Version;
import io.fairlead.model.policy.HealthCheck;
import io.fairlead.model.policy.LoadBalancing;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.model.policy.LoadBalancing.HashKey;
import io.fairlead.model.policy.LoadBalancing.HashTable;
import io.fairlead.model.policy.LocalityBalancing;
import io.fairlead.model.policy.LocalityBalancing.Failover;
import io.fairlead.model.policy.LocalityBalancing.Share;
import io.fairlead.model.policy.OutlierDetection;
import io.fairlead.model.policy.OutlierDetection.Ejection;
import io.fairlead.model.policy.OutlierDetection.Errors;
import io.fairlead.model.policy.PolicyBlocks;
import io.fairlead.model.policy.PolicyExtras;
import io.fairlead.model.policy.PolicyExtras.ProxyProtocol;
import io.fairlead.model.policy.PolicyExtras.RetryBudget;
import io.fairlead.model.policy.PolicyExtras.Tunnel;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.model.policy.TrafficPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Ways of calling that differ in every part, for the hosts of a {@link RandomMesh}. */
final class RandomPolicies {

  private static final TimeLimit SECOND = new TimeLimit(1, 0);

  private final RandomGenerator random;

  RandomPolicies(RandomGenerator random) {
    this.random = random;
  }

  Calling calling() {
    List<Calling.Subset> subsets = new ArrayList<>();
    for (String name : List.of("v1", "v2")) {
      if (random.nextInt(4) == 0) {
        subsets.add(
            new Calling.Subset(
                name, pick(Labels.NONE, Labels.of("app", "a")), maybe(this::policy)));
      }
    }
    return new Calling(
        maybe(this::policy),
        subsets,
        random.nextInt(5) == 0 ? Setting.of(health()) : Setting.unset());
  }

  private HealthCheck health() {
    return new HealthCheck(
        pick(new HealthCheck.Probe.Tcp(), new HealthCheck.Probe.Http("/", "")),
        SECOND,
        SECOND,
        new HealthCheck.Thresholds(3, 2));
  }

  private TrafficPolicy policy() {
    return new TrafficPolicy(
        new CallPolicy(blocks(), extras()),
        random.nextInt(3) == 0 ? Map.of(pick(80, 443), blocks()) : Map.of());
  }

  private PolicyBlocks blocks() {
    return new PolicyBlocks(
        maybe(this::pool), maybe(this::outliers), maybe(this::balancing), maybe(this::tls));
  }

  private PolicyExtras extras() {
    return new PolicyExtras(
        random.nextInt(4) == 0 ? Setting.of(ProxyProtocol.V2) : Setting.unset(),
        random.nextInt(4) == 0
            ? Setting.of(new RetryBudget(20, 3, TimeLimit.NONE))
            : Setting.unset(),
        random.nextInt(4) == 0 ? Setting.of(new Tunnel(false, "a.com:443")) : Setting.unset());
  }

  private ConnectionPool pool() {
    return new ConnectionPool(
        new Tcp(
            random.nextInt(3),
            TimeLimit.NONE,
            ConnectionPool.Keepalive.STANDARD,
            TimeLimit.NONE,
            maybe(() -> SECOND)),
        new Http(
            new Limits(0, 0, random.nextInt(2), 0, 0),
            Setting.unset(),
            pick(Version.values()),
            Setting.unset()));
  }

  private OutlierDetection outliers() {
    return new OutlierDetection(
        new Errors(maybe(() -> random.nextInt(3)), Setting.unset(), Setting.unset(), List.of()),
        new Ejection(TimeLimit.NONE, TimeLimit.NONE, 0, 0));
  }

  private LoadBalancing balancing() {
    return new LoadBalancing(
        pick(
            new Algorithm.LeastRequest(),
            new Algorithm.RoundRobin(),
            new Algorithm.Random(),
            new Algorithm.Passthrough(),
            new Algorithm.ConsistentHash(
                pick(new HashKey.SourceIp(), new HashKey.Header("x-user")), new HashTable.Ring(0))),
        Setting.unset(),
        maybe(this::locality));
  }

  private LocalityBalancing locality() {
    return switch (random.nextInt(5)) {
      case 0 -> new LocalityBalancing(false, List.of(), List.of(), List.of());
      case 1 ->
          new LocalityBalancing(
              true, List.of(new Share("r1/*", Map.of("r1", 80, "r2", 20))), List.of(), List.of());
      case 2 ->
          new LocalityBalancing(true, List.of(), List.of(new Failover("r1", "r2")), List.of());
      case 3 ->
          new LocalityBalancing(true, List.of(), List.of(), List.of("kubernetes.io/hostname"));
      default -> new LocalityBalancing(true, List.of(), List.of(), List.of("app"));
    };
  }

  private ClientTls tls() {
    return pick(
        new ClientTls.Off(),
        new ClientTls.Mesh(new ServerName("", List.of())),
        new ClientTls.Originated(
            new ServerName("", List.of()),
            pick(
                ClientTls.Trust.Host.ALL,
                new ClientTls.Trust.Held("c"),
                new ClientTls.Trust.Given("pem " + random.nextInt(2))),
            new ClientTls.Proof.Nothing()));
  }

  private <T> Setting<T> maybe(Supplier<T> make) {
    return random.nextBoolean() ? Setting.of(make.get()) : Setting.unset();
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}

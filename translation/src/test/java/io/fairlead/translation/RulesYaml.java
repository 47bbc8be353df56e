package io.fairlead.translation;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.Caller;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.ConnectionPool;
import io.fairlead.model.policy.ConnectionPool.Http;
import io.fairlead.model.policy.ConnectionPool.Keepalive;
import io.fairlead.model.policy.ConnectionPool.Limits;
import io.fairlead.model.policy.ConnectionPool.Tcp;
import io.fairlead.model.policy.ConnectionPool.Version;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.EgressScope.EgressHost;
import io.fairlead.model.policy.EgressScope.Origin;
import io.fairlead.model.policy.Gateways;
import io.fairlead.model.policy.Handling;
import io.fairlead.model.policy.HeaderChanges;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.HttpRoute.HttpMatch;
import io.fairlead.model.policy.LoadBalancing;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.model.policy.PolicyBlocks;
import io.fairlead.model.policy.RequestMatch;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.StringMatch;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.model.policy.TrafficPolicy;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.ServiceHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of traffic in the YAML of the golden cases. Targets are {@code host:port*weight}. */
final class RulesYaml {

  private static final Pattern TARGET =
      Pattern.compile("(?<host>[^:*]+)(:(?<port>\\d+))?(\\*(?<weight>\\d+))?");

  private RulesYaml() {}

  static MeshState with(MeshState mesh, YamlValue root) {
    MeshState state = mesh;
    for (YamlValue scope : root.values("sidecars", "name")) {
      state = state.with(egressScope(scope));
    }
    for (YamlValue rule : root.values("destinationRules", "name")) {
      state = state.with(destinationRule(rule));
    }
    for (YamlValue routes : root.values("virtualServices", "name")) {
      state = state.with(virtualService(routes));
    }
    return state;
  }

  private static EgressScope egressScope(YamlValue value) {
    value.knowing("name", "selector", "hosts", "created");
    return EgressScope.showing(
        name(value),
        new Labels(value.map("selector")),
        value.texts("hosts").stream().map(RulesYaml::egressHost).toList(),
        created(value));
  }

  private static EgressHost egressHost(String text) {
    boolean isExcluded = text.startsWith("~");
    String[] parts = (isExcluded ? text.substring(1) : text).split("/", 2);
    Origin origin =
        switch (parts[0]) {
          case "*", "" -> new Origin.Anywhere();
          case "." -> new Origin.Own();
          default -> new Origin.Namespace(parts[0]);
        };
    return new EgressHost(origin, ServiceHost.parse(parts[1]), isExcluded);
  }

  private static DestinationRule destinationRule(YamlValue value) {
    value.knowing(
        "name",
        "host",
        "callers",
        "exportTo",
        "created",
        "maxConnections",
        "connectTimeout",
        "pendingRequests",
        "requestsPerConnection",
        "balancing");
    return new DestinationRule(
        name(value),
        ServiceHost.parse(value.text("host")),
        new Labels(value.map("callers")),
        new Calling(policy(value), List.of()),
        value.texts("exportTo"),
        created(value));
  }

  private static Setting<TrafficPolicy> policy(YamlValue value) {
    ConnectionPool pool =
        new ConnectionPool(
            new Tcp(
                value.number("maxConnections", 0),
                limit(value, "connectTimeout"),
                Keepalive.STANDARD,
                TimeLimit.NONE,
                Setting.unset()),
            new Http(
                new Limits(
                    value.number("pendingRequests", 0),
                    0,
                    value.number("requestsPerConnection", 0),
                    0,
                    0),
                Setting.unset(),
                Version.UNSAID,
                Setting.unset()));
    return pool.equals(ConnectionPool.UNLIMITED) && !value.has("balancing")
        ? Setting.unset()
        : Setting.of(
            TrafficPolicy.of(
                new PolicyBlocks(
                    Setting.of(pool),
                    Setting.unset(),
                    Setting.of(balancing(value.text("balancing", "LEAST_REQUEST"))),
                    Setting.unset())));
  }

  private static LoadBalancing balancing(String name) {
    Algorithm algorithm =
        switch (name) {
          case "LEAST_REQUEST" -> new Algorithm.LeastRequest();
          case "ROUND_ROBIN" -> new Algorithm.RoundRobin();
          case "RANDOM" -> new Algorithm.Random();
          default -> throw new IllegalArgumentException("no algorithm: " + name);
        };
    return new LoadBalancing(algorithm, Setting.unset(), Setting.unset());
  }

  private static VirtualService virtualService(YamlValue value) {
    value.knowing("name", "hosts", "http", "exportTo", "created");
    return new VirtualService(
        name(value),
        value.texts("hosts").stream().map(ServiceHost::parse).toList(),
        Gateways.SIDECARS,
        VirtualService.Routes.ofHttp(
            value.values("http", "to").stream().map(RulesYaml::route).toList()),
        value.texts("exportTo"),
        created(value));
  }

  private static HttpRoute route(YamlValue value) {
    value.knowing("name", "match", "to", "timeout");
    return new HttpRoute(
        value.text("name", ""),
        value.values("match", "prefix").stream().map(RulesYaml::match).toList(),
        new HttpAction.Forward(value.texts("to").stream().map(RulesYaml::share).toList()),
        new Handling(
            HeaderChanges.NONE,
            Handling.STANDARD.rewrite(),
            List.of(),
            new Handling.Patience(limit(value, "timeout"), Handling.STANDARD.patience().retries()),
            Handling.STANDARD.screening()));
  }

  private static HttpMatch match(YamlValue value) {
    value.knowing("prefix", "exact", "labels", "namespace");
    StringMatch uri = StringMatch.ANYTHING;
    if (value.has("prefix")) {
      uri = new StringMatch.Prefix(value.text("prefix"));
    } else if (value.has("exact")) {
      uri = new StringMatch.Exact(value.text("exact"));
    }
    return HttpMatch.of(
        new RequestMatch(new RequestMatch.Uri(uri, false), Map.of(), Map.of(), Map.of()),
        new Caller(new Labels(value.map("labels")), value.text("namespace", ""), Gateways.UNSAID));
  }

  private static HttpAction.Share share(String text) {
    Matcher matcher = TARGET.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no target: " + text);
    }
    String port = matcher.group("port");
    String weight = matcher.group("weight");
    RouteTarget target =
        new RouteTarget(
            ServiceHost.parse(matcher.group("host")),
            "",
            port == null ? 0 : Integer.parseInt(port));
    return new HttpAction.Share(
        target, weight == null ? 1 : Integer.parseInt(weight), HeaderChanges.NONE);
  }

  /** In milliseconds. */
  private static TimeLimit limit(YamlValue value, String key) {
    return TimeLimit.of(Duration.ofMillis(value.number(key, 0)));
  }

  private static ResourceName name(YamlValue value) {
    return ResourceName.parse(value.text("name"));
  }

  private static Instant created(YamlValue value) {
    return Instant.parse(value.text("created", "2026-11-01T00:00:00Z"));
  }
}

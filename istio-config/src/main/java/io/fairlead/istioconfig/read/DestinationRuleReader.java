package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.ConnectionPoolSettings;
import io.fairlead.api.istio.networking.v1alpha3.DestinationRule;
import io.fairlead.api.istio.networking.v1alpha3.TrafficPolicy;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.Labels;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.model.policy.TrafficPolicy.ConnectionPool;
import io.fairlead.model.policy.TrafficPolicy.LoadBalancing;
import io.fairlead.model.service.ServiceHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a DestinationRule. */
final class DestinationRuleReader {

  private static final TranslatedFields FIELDS =
      TranslatedFields.of(
          "host",
          "exportTo",
          "workloadSelector.matchLabels",
          "trafficPolicy.connectionPool.tcp.maxConnections",
          "trafficPolicy.connectionPool.tcp.connectTimeout",
          "trafficPolicy.connectionPool.http.http1MaxPendingRequests",
          "trafficPolicy.connectionPool.http.maxRequestsPerConnection",
          "trafficPolicy.loadBalancer.simple");

  private static final String POLICY = "spec.trafficPolicy";
  private static final String POOL = POLICY + ".connectionPool";

  private DestinationRuleReader() {}

  static Optional<Declaration> read(
      IstioResource resource, DestinationRule rule, Findings findings) {
    FIELDS.refuseOthers(rule, findings);
    Optional<ServiceHost> host = Hosts.full("spec.host", rule.getHost(), findings);
    Map<String, String> callers = rule.getWorkloadSelector().getMatchLabelsMap();
    String own = resource.name().namespace();
    ExportTo.checkWithoutNobody(rule.getExportToList(), own, findings);
    if (rule.hasWorkloadSelector()) {
      findings.selector("spec.workloadSelector.matchLabels", callers);
      if (rule.getExportToList().stream().anyMatch(to -> !to.equals(".") && !to.equals(own))) {
        findings.error(
            "spec.exportTo",
            "goes beyond the rule's own namespace, whose workloads alone spec.workloadSelector"
                + " chooses: remove it");
      }
    }
    List<io.fairlead.model.policy.TrafficPolicy> policies =
        rule.hasTrafficPolicy() ? List.of(policy(rule.getTrafficPolicy(), findings)) : List.of();
    return host.map(
        known ->
            new Declaration.Calls(
                new io.fairlead.model.policy.DestinationRule(
                    resource.name(),
                    known,
                    new Labels(callers),
                    policies,
                    rule.getExportToList(),
                    resource.metadata().created())));
  }

  private static io.fairlead.model.policy.TrafficPolicy policy(
      TrafficPolicy policy, Findings findings) {
    if (policy.getAllFields().isEmpty()) {
      findings.error(POLICY, "is empty: set a field of it or leave it out");
    }
    return new io.fairlead.model.policy.TrafficPolicy(
        pool(policy.getConnectionPool(), findings), balancing(policy, findings));
  }

  private static ConnectionPool pool(ConnectionPoolSettings pool, Findings findings) {
    TimeLimit timeout =
        pool.getTcp().hasConnectTimeout()
            ? TimeLimits.positive(
                POOL + ".tcp.connectTimeout", pool.getTcp().getConnectTimeout(), findings)
            : TimeLimit.NONE;
    return new ConnectionPool(
        limit(POOL + ".tcp.maxConnections", pool.getTcp().getMaxConnections(), findings),
        timeout,
        limit(
            POOL + ".http.http1MaxPendingRequests",
            pool.getHttp().getHttp1MaxPendingRequests(),
            findings),
        limit(
            POOL + ".http.maxRequestsPerConnection",
            pool.getHttp().getMaxRequestsPerConnection(),
            findings));
  }

  private static int limit(String path, int value, Findings findings) {
    if (value < 0) {
      findings.error(path, value + " is below 0: use 0 for no limit");
    }
    return Math.max(0, value);
  }

  private static LoadBalancing balancing(TrafficPolicy policy, Findings findings) {
    String path = POLICY + ".loadBalancer.simple";
    return switch (policy.getLoadBalancer().getSimple()) {
      case UNSPECIFIED, LEAST_CONN, LEAST_REQUEST -> LoadBalancing.LEAST_REQUEST;
      case ROUND_ROBIN -> LoadBalancing.ROUND_ROBIN;
      case RANDOM -> LoadBalancing.RANDOM;
      case PASSTHROUGH -> {
        findings.error(
            path,
            "PASSTHROUGH is not translated yet: declare the host with resolution: NONE instead");
        yield LoadBalancing.LEAST_REQUEST;
      }
      case UNRECOGNIZED -> {
        findings.error(path, "is not known: use LEAST_REQUEST, ROUND_ROBIN or RANDOM");
        yield LoadBalancing.LEAST_REQUEST;
      }
    };
  }
}

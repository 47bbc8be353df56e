package io.fairlead.istioconfig.read;

import com.google.protobuf.Message;
import io.fairlead.api.istio.networking.v1alpha3.TrafficPolicy.PortTrafficPolicy;
import io.fairlead.api.istio.networking.v1alpha3.TrafficPolicy.TunnelSettings;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.PolicyBlocks;
import io.fairlead.model.policy.PolicyExtras;
import io.fairlead.model.policy.PolicyExtras.ProxyProtocol;
import io.fairlead.model.policy.PolicyExtras.RetryBudget;
import io.fairlead.model.policy.PolicyExtras.Tunnel;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TrafficPolicy;
import io.fairlead.model.service.ServiceHost;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** Reads the traffic policy of a host or of a subset. */
final class PolicyReader {

  private static final double ALL_PERCENT = 100;
  private static final double RETRY_PERCENT = 20;
  private static final int LEAST_RETRIES = 3;

  private final Findings findings;
  private final boolean isForChosen;

  /**
   * @param isForChosen whether a selector says whose callers it is for
   */
  PolicyReader(Findings findings, boolean isForChosen) {
    this.findings = findings;
    this.isForChosen = isForChosen;
  }

  TrafficPolicy read(String path, io.fairlead.api.istio.networking.v1alpha3.TrafficPolicy policy) {
    if (policy.getAllFields().isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD, path, "is empty: set a field of it or leave it out");
    }
    if (policy.hasTunnel() && policy.hasProxyProtocol()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".proxyProtocol",
          "excludes tunnel: remove one of the two");
    }
    // The parts that ports have too are read as those of a port.
    PortTrafficPolicy.Builder general = PortTrafficPolicy.newBuilder();
    if (policy.hasLoadBalancer()) {
      general.setLoadBalancer(policy.getLoadBalancer());
    }
    if (policy.hasConnectionPool()) {
      general.setConnectionPool(policy.getConnectionPool());
    }
    if (policy.hasOutlierDetection()) {
      general.setOutlierDetection(policy.getOutlierDetection());
    }
    if (policy.hasTls()) {
      general.setTls(policy.getTls());
    }
    return new TrafficPolicy(
        new CallPolicy(blocks(path, general.build()), extras(path, policy)),
        ports(path + ".portLevelSettings", policy));
  }

  private Map<Integer, PolicyBlocks> ports(
      String path, io.fairlead.api.istio.networking.v1alpha3.TrafficPolicy policy) {
    Map<Integer, PolicyBlocks> ports = new LinkedHashMap<>();
    for (int i = 0; i < policy.getPortLevelSettingsCount(); i++) {
      String at = path + "[" + i + "]";
      PortTrafficPolicy settings = policy.getPortLevelSettings(i);
      int port = settings.getPort().getNumber();
      if (!settings.hasPort()) {
        findings.error(ProblemCode.MISSING_FIELD, at + ".port", "is missing: write {number: 80}");
      } else {
        PortNumbers.given(at + ".port.number", port, findings);
      }
      if (settings.toBuilder().clearPort().build().getAllFields().isEmpty()) {
        findings.error(
            ProblemCode.MISSING_FIELD,
            at,
            "sets nothing: write loadBalancer, connectionPool, outlierDetection or tls");
      }
      if (ports.putIfAbsent(port, blocks(at, settings)) != null) {
        findings.warning(
            at + ".port.number", "stands in an item before, which holds: remove one of the two");
      }
    }
    return ports;
  }

  private PolicyBlocks blocks(String path, PortTrafficPolicy policy) {
    return new PolicyBlocks(
        said(
            policy.hasConnectionPool(),
            path + ".connectionPool",
            policy.getConnectionPool(),
            new PoolReader(findings)::read),
        said(
            policy.hasOutlierDetection(),
            path + ".outlierDetection",
            policy.getOutlierDetection(),
            new OutlierReader(findings)::read),
        said(
            policy.hasLoadBalancer(),
            path + ".loadBalancer",
            policy.getLoadBalancer(),
            (at, balancer) ->
                new BalancingReader(findings).read(at, balancer, policy.hasOutlierDetection())),
        said(
            policy.hasTls(),
            path + ".tls",
            policy.getTls(),
            new ClientTlsReader(findings, isForChosen)::read));
  }

  private static <M extends Message, T> Setting<T> said(
      boolean isSet, String path, M message, BiFunction<String, M, T> read) {
    return isSet ? Setting.of(read.apply(path, message)) : Setting.unset();
  }

  private PolicyExtras extras(
      String path, io.fairlead.api.istio.networking.v1alpha3.TrafficPolicy policy) {
    return new PolicyExtras(
        policy.hasProxyProtocol()
            ? Setting.of(proxyProtocol(path + ".proxyProtocol", policy))
            : Setting.unset(),
        policy.hasRetryBudget()
            ? Setting.of(retries(path + ".retryBudget", policy))
            : Setting.unset(),
        policy.hasTunnel()
            ? Setting.of(tunnel(path + ".tunnel", policy.getTunnel()))
            : Setting.unset());
  }

  private Tunnel tunnel(String path, TunnelSettings tunnel) {
    String protocol = tunnel.getProtocol();
    if (!(protocol.isEmpty() || protocol.equals("CONNECT") || protocol.equals("POST"))) {
      findings.error(
          ProblemCode.UNKNOWN_VALUE,
          path + ".protocol",
          Excerpt.of(protocol) + " is not known: use CONNECT or POST");
    }
    String host = tunnel.getTargetHost();
    boolean isIp = Addresses.isIp(host);
    if (!isIp && (host.startsWith("*") || !ServiceHost.problemWith(host).isEmpty())) {
      findings.error(
          ProblemCode.BAD_HOST,
          path + ".targetHost",
          Excerpt.of(host) + " is no host: write the name or IP address that the tunnel leads to");
    }
    PortNumbers.needed(path + ".targetPort", tunnel.getTargetPort(), findings);
    return new Tunnel(
        protocol.equals("POST"),
        (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + tunnel.getTargetPort());
  }

  private ProxyProtocol proxyProtocol(
      String path, io.fairlead.api.istio.networking.v1alpha3.TrafficPolicy policy) {
    return switch (policy.getProxyProtocol().getVersion()) {
      case V1 -> ProxyProtocol.V1;
      case V2 -> ProxyProtocol.V2;
      case UNRECOGNIZED -> {
        findings.error(ProblemCode.UNKNOWN_VALUE, path + ".version", "is not known: use V1 or V2");
        yield ProxyProtocol.V1;
      }
    };
  }

  private RetryBudget retries(
      String path, io.fairlead.api.istio.networking.v1alpha3.TrafficPolicy policy) {
    var budget = policy.getRetryBudget();
    double percent = budget.hasPercent() ? budget.getPercent().getValue() : RETRY_PERCENT;
    if (!(percent >= 0 && percent <= ALL_PERCENT)) {
      findings.error(
          ProblemCode.OUT_OF_RANGE, path + ".percent", percent + " is no percentage: use 0 to 100");
    }
    int least = budget.getMinRetryConcurrency();
    if (least < 0) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          path + ".minRetryConcurrency",
          Integer.toUnsignedString(least) + " is too many: use 2147483647 or less");
    }
    return new RetryBudget(
        percent,
        least == 0 ? LEAST_RETRIES : least,
        TimeLimits.of(path + ".budgetInterval", budget.getBudgetInterval(), findings));
  }
}

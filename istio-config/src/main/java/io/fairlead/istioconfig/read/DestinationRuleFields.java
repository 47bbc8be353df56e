package io.fairlead.istioconfig.read;

import java.util.List;
import java.util.stream.Stream;

/** The fields of a DestinationRule that have an effect. */
final class DestinationRuleFields {

  /** What can be said of a pool of connections. */
  private static final List<String> POOL =
      List.of(
          "tcp.maxConnections",
          "tcp.connectTimeout",
          "tcp.tcpKeepalive.probes",
          "tcp.tcpKeepalive.time",
          "tcp.tcpKeepalive.interval",
          "tcp.maxConnectionDuration",
          "tcp.idleTimeout",
          "http.http1MaxPendingRequests",
          "http.http2MaxRequests",
          "http.maxRequestsPerConnection",
          "http.maxRetries",
          "http.idleTimeout",
          "http.h2UpgradePolicy",
          "http.useClientProtocol",
          "http.maxConcurrentStreams",
          "http.http2KeepAlive.interval",
          "http.http2KeepAlive.timeout");

  /** What else can be said of a host, of one of its ports, and of a subset. */
  private static final List<String> BLOCKS =
      List.of(
          "outlierDetection.consecutiveErrors",
          "outlierDetection.consecutive5xxErrors",
          "outlierDetection.consecutiveGatewayErrors",
          "outlierDetection.consecutiveLocalOriginFailures",
          "outlierDetection.splitExternalLocalOriginErrors",
          "outlierDetection.outlierDetectionHttpErrorCodes",
          "outlierDetection.interval",
          "outlierDetection.baseEjectionTime",
          "outlierDetection.maxEjectionPercent",
          "outlierDetection.minHealthPercent",
          "loadBalancer.simple",
          "loadBalancer.warmupDurationSecs",
          "loadBalancer.warmup.duration",
          "loadBalancer.warmup.minimumPercent",
          "loadBalancer.warmup.aggression",
          "loadBalancer.consistentHash.httpHeaderName",
          "loadBalancer.consistentHash.httpCookie.name",
          "loadBalancer.consistentHash.httpCookie.path",
          "loadBalancer.consistentHash.httpCookie.ttl",
          "loadBalancer.consistentHash.httpCookie.attributes.name",
          "loadBalancer.consistentHash.httpCookie.attributes.value",
          "loadBalancer.consistentHash.useSourceIp",
          "loadBalancer.consistentHash.httpQueryParameterName",
          "loadBalancer.consistentHash.minimumRingSize",
          "loadBalancer.consistentHash.ringHash.minimumRingSize",
          "loadBalancer.consistentHash.maglev.tableSize",
          "loadBalancer.localityLbSetting.enabled",
          "loadBalancer.localityLbSetting.distribute.from",
          "loadBalancer.localityLbSetting.distribute.to",
          "loadBalancer.localityLbSetting.failover.from",
          "loadBalancer.localityLbSetting.failover.to",
          "loadBalancer.localityLbSetting.failoverPriority",
          "loadBalancer.zoneAwareLbSetting.enabled",
          "loadBalancer.zoneAwareLbSetting.failover.from",
          "loadBalancer.zoneAwareLbSetting.failover.to",
          "loadBalancer.zoneAwareLbSetting.failoverPriority",
          "loadBalancer.zoneAwareLbSetting.minClusterSize",
          "tls.mode",
          "tls.clientCertificate",
          "tls.privateKey",
          "tls.caCertificates",
          "tls.subjectAltNames",
          "tls.sni",
          "tls.credentialName",
          "tls.caCrl",
          "tls.insecureSkipVerify");

  private static final List<String> EXTRAS =
      List.of(
          "proxyProtocol.version",
          "retryBudget.percent",
          "retryBudget.minRetryConcurrency",
          "retryBudget.budgetInterval",
          "tunnel.protocol",
          "tunnel.targetHost",
          "tunnel.targetPort");

  static final TranslatedFields ALL = TranslatedFields.of(leaves().toArray(String[]::new));

  private DestinationRuleFields() {}

  static Stream<String> pool(String path) {
    return POOL.stream().map(leaf -> path + "." + leaf);
  }

  private static Stream<String> leaves() {
    return Stream.of(
            Stream.of("host", "exportTo", "workloadSelector.matchLabels"),
            policy("trafficPolicy."),
            Stream.of("subsets.name", "subsets.labels"),
            policy("subsets.trafficPolicy."))
        .flatMap(leaves -> leaves);
  }

  private static Stream<String> policy(String prefix) {
    String port = prefix + "portLevelSettings.";
    return Stream.of(
            pool(prefix + "connectionPool"),
            BLOCKS.stream().map(leaf -> prefix + leaf),
            EXTRAS.stream().map(leaf -> prefix + leaf),
            Stream.of(port + "port.number"),
            pool(port + "connectionPool"),
            BLOCKS.stream().map(leaf -> port + leaf))
        .flatMap(leaves -> leaves);
  }
}

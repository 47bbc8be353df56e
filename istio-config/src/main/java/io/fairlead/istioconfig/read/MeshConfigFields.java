package io.fairlead.istioconfig.read;

import java.util.Map;
import java.util.stream.Collectors;

/** The fields of a MeshConfig that have an effect, and what is told of the others. */
final class MeshConfigFields {

  /** Without which requests would go, or be let in, otherwise than was meant. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry(
              "proxyHttpPort",
              "is not translated, so no HTTP proxy would listen there: let applications "
                  + "call hosts by their names"),
          Map.entry(
              "outboundTrafficPolicy.tls",
              "is not translated: write a ServiceEntry and a DestinationRule for each host "
                  + "that is called so"),
          Map.entry(
              "protocolDetectionTimeout",
              "is not translated yet, and proxies wait 5s: declare the protocol of ports "
                  + "whose servers speak first"),
          Map.entry(
              "certificates",
              "is not translated: only members of the mesh get certificates, and Istio "
                  + "calls the field deprecated"),
          Map.entry(
              "serviceSettings",
              "is not translated, so callers would use endpoints of all clusters: leave it "
                  + "out"),
          Map.entry(
              "ca",
              "is not translated, and the control plane signs certificates itself: give it "
                  + "a root by certificates.authority of its settings"),
          Map.entry(
              "caCertificates",
              "is not translated, so these roots would not be trusted: name them in "
                  + "certificates.trustedRoots of the control plane's settings"),
          Map.entry(
              "discoverySelectors",
              "is not translated, so all namespaces would be read: name them in "
                  + "sources.kubernetes[].namespaces of the control plane's settings"),
          Map.entry(
              "meshMTLS",
              "is not translated: proxies of the mesh speak TLS 1.2 and 1.3 with the "
                  + "curves and suites of Envoy"),
          Map.entry(
              "tlsDefaults",
              "is not translated: proxies speak TLS 1.2 and 1.3, so write tls in Gateways "
                  + "and DestinationRules"),
          Map.entry(
              "inboundTrafficPolicy.mode",
              "is not translated, and connections go to the address that was called: write "
                  + "defaultEndpoint in a Sidecar"),
          Map.entry(
              "defaultTrafficPolicy",
              "is not translated yet: write trafficPolicy in DestinationRules"),
          Map.entry(
              "serviceEntryVisibility",
              "is not translated, so everybody would see a ServiceEntry: write exportTo in "
                  + "each"));

  /** Which change nothing that requests meet, or that is said elsewhere. */
  private static final Map<String, String> WITHOUT_EFFECT =
      Map.ofEntries(
          Map.entry(
              "proxyListenPort", "has no effect: ports.outbound of an agent's settings says it"),
          Map.entry(
              "ingressClass", "has no effect: Ingress of Kubernetes is not read, write a Gateway"),
          Map.entry(
              "ingressService",
              "has no effect: Ingress of Kubernetes is not read, write a Gateway"),
          Map.entry(
              "ingressControllerMode",
              "has no effect: Ingress of Kubernetes is not read, write a Gateway"),
          Map.entry("enableTracing", "has no effect: proxies send no traces"),
          Map.entry("accessLogFile", "has no effect: proxies log to their standard output"),
          Map.entry(
              "configSources", "has no effect: sources of the control plane's settings says it"),
          Map.entry(
              "accessLogFormat",
              "has no effect: proxies log one line of JSON with the same fields for each "
                  + "request"),
          Map.entry(
              "trustDomain",
              "has no effect: mesh.trustDomain of the control plane's settings says it, "
                  + "and should be the same"),
          Map.entry(
              "accessLogEncoding",
              "has no effect: proxies log one line of JSON with the same fields for each "
                  + "request"),
          Map.entry(
              "rootNamespace",
              "has no effect: mesh.rootNamespace of the control plane's settings says it, "
                  + "and should be the same"),
          Map.entry(
              "dnsRefreshRate",
              "has no effect: proxies look a name up again when the time to live of its "
                  + "answer ends"),
          Map.entry(
              "enableEnvoyAccessLogService",
              "has no effect: proxies log to their standard output and to no service"),
          Map.entry(
              "inboundClusterStatName", "has no effect: statistics have the names of clusters"),
          Map.entry(
              "outboundClusterStatName", "has no effect: statistics have the names of clusters"),
          Map.entry(
              "trustDomainAliases",
              "has no effect: mesh.trustDomainAliases of the control plane's settings says "
                  + "it"),
          Map.entry(
              "enablePrometheusMerge",
              "has no effect: ask applications and proxies for their metrics apart"),
          Map.entry(
              "ingressSelector",
              "has no effect: Ingress of Kubernetes is not read, write a Gateway"),
          Map.entry(
              "disableEnvoyListenerLog", "has no effect: proxies log connections that they refuse"),
          Map.entry(
              "extensionProviders",
              "has no effect: nothing is translated yet that would name a provider"),
          Map.entry(
              "defaultProviders",
              "has no effect: proxies keep metrics and log to their standard output "
                  + "whatever is named"),
          Map.entry(
              "proxyInboundListenPort",
              "has no effect: ports.inbound of an agent's settings says it"),
          Map.entry(
              "serviceScopeConfigs",
              "has no effect: it is for Istio's ambient mode, which proxies here do not " + "have"),
          Map.entry(
              "hboneIdleTimeout",
              "has no effect: it is for Istio's ambient mode, which proxies here do not "
                  + "have"));

  /** Which have an effect, and what is told of the others. */
  static final TranslatedFields ALL =
      TranslatedFields.of(
              "connectTimeout",
              "outboundTrafficPolicy.mode",
              "tcpKeepalive.time",
              "tcpKeepalive.interval",
              "tcpKeepalive.probes",
              "defaultServiceExportTo",
              "defaultVirtualServiceExportTo",
              "defaultDestinationRuleExportTo",
              "localityLbSetting.distribute.from",
              "localityLbSetting.distribute.to",
              "localityLbSetting.failover.from",
              "localityLbSetting.failover.to",
              "localityLbSetting.failoverPriority",
              "localityLbSetting.enabled",
              "h2UpgradePolicy",
              "enableAutoMtls",
              "verifyCertificateAtClient",
              "pathNormalization.normalization",
              "defaultHttpRetryPolicy.attempts",
              "defaultHttpRetryPolicy.perTryTimeout",
              "defaultHttpRetryPolicy.retryOn",
              "defaultHttpRetryPolicy.retryRemoteLocalities",
              "defaultHttpRetryPolicy.retryIgnorePreviousHosts",
              "defaultHttpRetryPolicy.backoff",
              "zoneAwareLbSetting.enabled",
              "zoneAwareLbSetting.failover.from",
              "zoneAwareLbSetting.failover.to",
              "zoneAwareLbSetting.failoverPriority",
              "zoneAwareLbSetting.minClusterSize")
          .refusing(REFUSED)
          .warning(WITHOUT_EFFECT)
          .refusing(inDefaultConfig(DefaultConfigFields.REFUSED))
          .warning(inDefaultConfig(DefaultConfigFields.WITHOUT_EFFECT));

  private MeshConfigFields() {}

  private static Map<String, String> inDefaultConfig(Map<String, String> sentences) {
    return sentences.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                entry -> "defaultConfig." + entry.getKey(), Map.Entry::getValue));
  }
}

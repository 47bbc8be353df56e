package io.fairlead.istioconfig.read;

import java.util.Map;

/**
 * What is told of fields of the defaultConfig of a MeshConfig, by their path in it: agents of ours
 * have settings of their own.
 */
final class DefaultConfigFields {

  /** Without which requests would go, or be let in, otherwise than was meant. */
  static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry(
              "customConfigFile",
              "is not translated: agents write the bootstrap of their proxies, leave it " + "out"),
          Map.entry(
              "proxyBootstrapTemplatePath",
              "is not translated: agents write the bootstrap of their proxies, leave it " + "out"),
          Map.entry(
              "gatewayTopology",
              "is not translated, so gateways would take the peer of a connection for the "
                  + "client: leave it out"),
          Map.entry(
              "caCertificatesPem",
              "is not translated, so these roots would not be trusted: name them in "
                  + "certificates.trustedRoots of the control plane's settings"),
          Map.entry(
              "runtimeValues",
              "is not translated: agents choose the runtime values of their proxies, leave "
                  + "it out"),
          Map.entry(
              "proxyHeaders",
              "is not translated, so proxies would write their headers as before: leave it "
                  + "out"),
          Map.entry(
              "connectionSettings",
              "is not translated yet: write connection pools in DestinationRules and "
                  + "Sidecars"));

  /** Which change nothing that requests meet, or that is said elsewhere. */
  static final Map<String, String> WITHOUT_EFFECT =
      Map.ofEntries(
          Map.entry("configPath", "has no effect: runtimeDirectory of an agent's settings says it"),
          Map.entry("binaryPath", "has no effect: envoy.binary of an agent's settings says it"),
          Map.entry(
              "serviceCluster", "has no effect: it names proxies in traces, and they send none"),
          Map.entry("drainDuration", "has no effect: agents choose how long listeners drain"),
          Map.entry(
              "discoveryAddress",
              "has no effect: a host learns where the control plane is when it joins"),
          Map.entry("discoveryRefreshDelay", "has no effect: proxies are told of changes at once"),
          Map.entry(
              "zipkinAddress",
              "has no effect: proxies send no traces; Istio calls the field deprecated"),
          Map.entry(
              "statsdUdpAddress",
              "has no effect: proxies send no metrics, ask them at ports.stats"),
          Map.entry(
              "proxyAdminPort", "has no effect: the admin interface of a proxy is a Unix socket"),
          Map.entry(
              "availabilityZone",
              "has no effect: locality of a WorkloadGroup says where its hosts are"),
          Map.entry(
              "controlPlaneAuthPolicy",
              "has no effect: agents speak TLS with the control plane always"),
          Map.entry("statNameLength", "has no effect: names of statistics have no such limit"),
          Map.entry(
              "concurrency", "has no effect: envoy.concurrency of an agent's settings says it"),
          Map.entry(
              "interceptionMode", "has no effect: capture.mode of an agent's settings says it"),
          Map.entry("tracing", "has no effect: proxies send no traces"),
          Map.entry(
              "envoyMetricsServiceAddress",
              "has no effect: proxies send no metrics, ask them at ports.stats; Istio "
                  + "calls the field deprecated"),
          Map.entry("sds", "has no effect: agents hand out certificates by SDS always"),
          Map.entry(
              "envoyAccessLogService",
              "has no effect: proxies log to their standard output and to no service"),
          Map.entry(
              "envoyMetricsService",
              "has no effect: proxies send no metrics, ask them at ports.stats"),
          Map.entry(
              "proxyMetadata", "has no effect: agents tell of their hosts what is known of them"),
          Map.entry("statusPort", "has no effect: status.listen of an agent's settings says it"),
          Map.entry("extraStatTags", "has no effect: metrics have the same tags always"),
          Map.entry(
              "terminationDrainDuration", "has no effect: fairlead-agent leave has --drain for it"),
          Map.entry("meshId", "has no effect: mesh.id of the control plane's settings says it"),
          Map.entry("readinessProbe", "has no effect: agents do not probe applications yet"),
          Map.entry("proxyStatsMatcher", "has no effect: proxies keep the same statistics always"),
          Map.entry(
              "holdApplicationUntilProxyStarts",
              "has no effect: the units of a host say what starts first"),
          Map.entry(
              "image",
              "has no effect: hosts run what is installed; admission.proxy.image of the "
                  + "control plane's settings says it for pods"),
          Map.entry(
              "tracingServiceName",
              "has no effect: it names proxies in traces, and they send none"),
          Map.entry("privateKeyProvider", "has no effect: proxies use keys by their own processor"),
          Map.entry("fileFlushInterval", "has no effect: proxies log to their standard output"),
          Map.entry("fileFlushMinSizeKb", "has no effect: proxies log to their standard output"),
          Map.entry(
              "statsCompression",
              "has no effect: whoever asks for statistics gets them as they are"));

  private DefaultConfigFields() {}
}

package io.fairlead.controlplane.admission.injection;

import java.util.List;

/** Istio's annotations and labels of pods, and ours, that decide about a proxy. */
final class Annotations {

  static final String INJECT = "sidecar.istio.io/inject";
  static final String STATUS = "sidecar.istio.io/status";
  static final String REWRITE = "sidecar.istio.io/rewriteAppHTTPProbers";
  static final String TEMPLATES = "inject.istio.io/templates";
  static final String REVISION = "istio.io/rev";
  static final String TLS_MODE = "security.istio.io/tlsMode";
  static final String CANONICAL_NAME = "service.istio.io/canonical-name";
  static final String CANONICAL_REVISION = "service.istio.io/canonical-revision";

  static final String IMAGE = "sidecar.istio.io/proxyImage";
  static final String LOG_LEVEL = "sidecar.istio.io/logLevel";
  static final String CPU = "sidecar.istio.io/proxyCPU";
  static final String MEMORY = "sidecar.istio.io/proxyMemory";
  static final String CPU_LIMIT = "sidecar.istio.io/proxyCPULimit";
  static final String MEMORY_LIMIT = "sidecar.istio.io/proxyMemoryLimit";

  static final String INBOUND_PORTS = "traffic.sidecar.istio.io/includeInboundPorts";
  static final String NOT_INBOUND_PORTS = "traffic.sidecar.istio.io/excludeInboundPorts";
  static final String NOT_OUTBOUND_PORTS = "traffic.sidecar.istio.io/excludeOutboundPorts";
  static final String OUTBOUND_RANGES = "traffic.sidecar.istio.io/includeOutboundIPRanges";
  static final String NOT_OUTBOUND_RANGES = "traffic.sidecar.istio.io/excludeOutboundIPRanges";

  /** The agent's own settings, which the pod hands to it as a file. */
  static final String AGENT = "fairlead.io/agent";

  /** Those of Istio's that change a proxy there and have no effect here. */
  static final List<String> WITHOUT_EFFECT =
      List.of(
          "proxy.istio.io/config",
          "proxy.istio.io/overrides",
          "sidecar.istio.io/bootstrapOverride",
          "sidecar.istio.io/componentLogLevel",
          "sidecar.istio.io/interceptionMode",
          "sidecar.istio.io/nativeSidecar",
          "sidecar.istio.io/userVolume",
          "sidecar.istio.io/userVolumeMount",
          "traffic.sidecar.istio.io/excludeInterfaces",
          "traffic.sidecar.istio.io/includeOutboundPorts",
          "traffic.sidecar.istio.io/kubevirtInterfaces");

  private Annotations() {}
}

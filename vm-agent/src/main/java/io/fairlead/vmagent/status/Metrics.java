package io.fairlead.vmagent.status;

/** The status as Prometheus reads it; docs/reference/agent.md says what each metric means. */
final class Metrics {

  private final StringBuilder out = new StringBuilder();

  private Metrics() {}

  static String render(AgentStatus status) {
    Metrics metrics = new Metrics();
    metrics.gauge("ready", "Whether this host is in the mesh.", number(status.ready()));
    metrics.gauge(
        "certificate_expiry_seconds",
        "When the certificate ends, in seconds since 1970.",
        status.mesh().certificateExpires().getEpochSecond());
    metrics.gauge(
        "control_plane_streams",
        "Discovery streams that a control plane answers.",
        status.mesh().connectedStreams());
    metrics.gauge(
        "envoy_live", "Whether Envoy has its first configuration.", number(status.proxy().live()));
    metrics.gauge(
        "captured", "Whether traffic is brought to the proxy.", number(status.proxy().captured()));
    metrics.counter(
        "refused_configurations_total",
        "Answers of the control plane that Envoy did not accept.",
        "",
        status.proxy().refusals());
    metrics.counter(
        "relay_bytes_total",
        "Bytes of discovery messages carried.",
        "{to=\"envoy\"}",
        status.proxy().bytesToEnvoy());
    metrics.line(
        "relay_bytes_total", "{to=\"control_plane\"}", status.proxy().bytesToControlPlane());
    return metrics.out.toString();
  }

  private static long number(boolean truth) {
    return truth ? 1 : 0;
  }

  private void gauge(String name, String help, long value) {
    head(name, help, "gauge");
    line(name, "", value);
  }

  private void counter(String name, String help, String labels, long value) {
    head(name, help, "counter");
    line(name, labels, value);
  }

  private void head(String name, String help, String type) {
    out.append("# HELP fairlead_agent_").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE fairlead_agent_").append(name).append(' ').append(type).append('\n');
  }

  private void line(String name, String labels, long value) {
    out.append("fairlead_agent_").append(name).append(labels).append(' ').append(value);
    out.append('\n');
  }
}

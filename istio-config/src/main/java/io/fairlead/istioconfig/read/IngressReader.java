package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.ConnectionPoolSettings;
import io.fairlead.api.istio.networking.v1alpha3.ConnectionPoolSettings.HTTPSettings.H2UpgradePolicy;
import io.fairlead.api.istio.networking.v1alpha3.IstioIngressListener;
import io.fairlead.api.istio.networking.v1alpha3.Sidecar;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.ConnectionPool;
import io.fairlead.model.policy.Ingress;
import io.fairlead.model.policy.Ingress.Application;
import io.fairlead.model.policy.Ingress.IngressListener;
import io.fairlead.model.policy.Ingress.IngressPort;
import io.fairlead.model.policy.Limits;
import io.fairlead.model.policy.ServerTls;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.service.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the ports that a Sidecar lets its workloads serve. */
final class IngressReader {

  private static final Pattern ENDPOINT =
      Pattern.compile("(?<host>|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1]|\\[::]):(?<port>\\d{1,5})");

  private final Findings findings;
  private final SidecarPorts ports;

  IngressReader(Findings findings) {
    this.findings = findings;
    this.ports = new SidecarPorts(findings);
  }

  /**
   * @param limits what annotations say of the ports
   */
  Ingress read(Sidecar sidecar, Limits limits) {
    List<IngressListener> listeners = new ArrayList<>();
    for (int i = 0; i < sidecar.getIngressCount(); i++) {
      read("spec.ingress[" + i + "]", sidecar.getIngress(i)).ifPresent(listeners::add);
    }
    return new Ingress(
        listeners,
        pool(
            "spec.inboundConnectionPool",
            sidecar.hasInboundConnectionPool(),
            sidecar.getInboundConnectionPool()),
        limits);
  }

  private Optional<IngressListener> read(String path, IstioIngressListener ingress) {
    Optional<Application> application =
        application(path + ".defaultEndpoint", ingress.getDefaultEndpoint());
    Setting<ConnectionPool> pool =
        pool(path + ".connectionPool", ingress.hasConnectionPool(), ingress.getConnectionPool());
    if (!ingress.hasPort()) {
      findings.error(
          ProblemCode.MISSING_FIELD, path + ".port", "is missing: write number and protocol");
      return Optional.empty();
    }
    Optional<IngressPort> port =
        ports
            .read(path + ".port", ingress.getPort(), ingress.getBind())
            .map(
                protocol ->
                    new IngressPort(
                        ingress.getPort().getNumber(),
                        protocol,
                        ingress.getBind(),
                        SidecarReader.capture(
                            path + ".captureMode", ingress.getCaptureMode(), findings)));
    if (ingress.getConnectionPool().hasHttp()
        && port.filter(known -> !known.protocol().isHttp()).isPresent()) {
      findings.warning(
          path + ".connectionPool.http", "is for ports of HTTP only: set tcp, or another protocol");
    }
    Setting<ServerTls.Terminated> tls =
        port.map(known -> tls(path + ".tls", ingress, known)).orElseGet(Setting::unset);
    return port.flatMap(known -> application.map(to -> new IngressListener(known, to, pool, tls)));
  }

  private Setting<ServerTls.Terminated> tls(
      String path, IstioIngressListener ingress, IngressPort port) {
    if (!ingress.hasTls()) {
      return Setting.unset();
    }
    if (!port.protocol().isOpaqueTls()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path,
          "is for protocol HTTPS or TLS only: change the protocol, or remove it");
      return Setting.unset();
    }
    return new ServerTlsReader(findings).readServed(path, ingress.getTls());
  }

  private Setting<ConnectionPool> pool(String path, boolean isSet, ConnectionPoolSettings pool) {
    if (!isSet) {
      return Setting.unset();
    }
    if (pool.getHttp().getH2UpgradePolicy() != H2UpgradePolicy.DEFAULT) {
      findings.warning(
          path + ".http.h2UpgradePolicy",
          "has no effect on what is served: the port's protocol says how the application is"
              + " spoken to");
    }
    return Setting.of(new PoolReader(findings).read(path, pool));
  }

  private Optional<Application> application(String path, String endpoint) {
    if (endpoint.isEmpty()) {
      return Optional.of(new Application.AsAddressed());
    }
    if (endpoint.startsWith(Addresses.UNIX)) {
      return UnixSockets.read(path, endpoint.substring(Addresses.UNIX.length()), findings)
          .map(Application.OnSocket::new);
    }
    Matcher matcher = ENDPOINT.matcher(endpoint);
    if (!matcher.matches() || !ServicePort.isPort(Integer.parseInt(matcher.group("port")))) {
      findings.error(
          ProblemCode.BAD_ADDRESS,
          path,
          Excerpt.of(endpoint)
              + " is no endpoint: write 127.0.0.1:port, [::1]:port, 0.0.0.0:port, [::]:port or"
              + " unix:///path");
      return Optional.empty();
    }
    int port = Integer.parseInt(matcher.group("port"));
    return Optional.of(
        switch (matcher.group("host")) {
          case "0.0.0.0" -> new Application.OnHost("0.0.0.0", port);
          case "[::]" -> new Application.OnHost("::", port);
          case "[::1]" -> new Application.At("::1", port);
          default -> new Application.At("127.0.0.1", port);
        });
  }
}

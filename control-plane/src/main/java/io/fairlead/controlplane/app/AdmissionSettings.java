package io.fairlead.controlplane.app;

import io.fairlead.controlplane.admission.injection.ProxyContainer;
import io.fairlead.controlplane.apiserver.ApiServer;
import io.fairlead.settings.Default;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The webhooks of a Kubernetes API server, and the proxies that they put into pods.
 *
 * @param listen host:port; empty where there is no Kubernetes
 * @param revision which control plane of a cluster this is
 * @param controlPlane host:port that the agents of pods join; empty: the first that is advertised
 * @param conditions whether resources of the cluster are told whether they are taken
 */
public record AdmissionSettings(
    @Default("") String listen,
    @Default("default") String revision,
    @Default("") String controlPlane,
    @Default("false") boolean conditions,
    Proxy proxy,
    Webhooks webhooks) {

  /** What every proxy has in common; quantities as Kubernetes writes them. */
  public record Proxy(
      @Default("") String image,
      @Default("IfNotPresent") String pullPolicy,
      @Default("50m") String cpuRequest,
      @Default("192Mi") String memoryRequest,
      @Default("") String cpuLimit,
      @Default("512Mi") String memoryLimit) {}

  /**
   * Where our root certificate is kept.
   *
   * @param names of configurations of webhooks, of either kind
   */
  public record Webhooks(
      List<String> names,
      @Default("https://kubernetes.default.svc") String server,
      @Default("/var/run/secrets/kubernetes.io/serviceaccount/ca.crt") Path caFile,
      @Default("/var/run/secrets/kubernetes.io/serviceaccount/token") Path tokenFile) {

    ApiServer api() {
      try {
        return new ApiServer(new URI(server), caFile, tokenFile);
      } catch (URISyntaxException | IllegalArgumentException e) {
        throw new IllegalArgumentException("admission.webhooks." + e.getMessage(), e);
      }
    }
  }

  Optional<HostAndPort> endpoint() {
    return listen.isEmpty()
        ? Optional.empty()
        : Optional.of(HostAndPort.parse("admission.listen", listen));
  }

  ProxyContainer container(String cluster, String advertised, String caHash) {
    return new ProxyContainer(
        proxy.image(),
        proxy.pullPolicy(),
        revision,
        cluster,
        controlPlane.isEmpty() ? advertised : controlPlane,
        caHash,
        new ProxyContainer.Resources(
            proxy.cpuRequest(), proxy.memoryRequest(), proxy.cpuLimit(), proxy.memoryLimit()));
  }

  void check() {
    endpoint().ifPresent(endpoint -> endpoint.toBind("admission.listen"));
    if (!controlPlane.isEmpty()) {
      HostAndPort.parse("admission.controlPlane", controlPlane);
    }
    if (!listen.isEmpty() && proxy.image().isEmpty()) {
      throw new IllegalArgumentException(
          "admission.proxy.image: is empty: name the image that pods get as their proxy");
    }
    webhooks.api();
  }
}

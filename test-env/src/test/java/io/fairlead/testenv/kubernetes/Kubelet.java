package io.fairlead.testenv.kubernetes;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fairlead.peers.kubernetes.KubernetesApi;
import io.fairlead.peers.kubernetes.KubernetesApi.Placed;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.services.EchoService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * As much of a kubelet as one injected pod needs. What the API server stores decides what is
 * started, and in which order: init containers one after the other, those that are always restarted
 * once they are started, then the application. Nothing is restarted.
 */
final class Kubelet {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final KubernetesApi api;
  private final Placed name;
  private final JsonObject pod;
  private final Host sandbox;
  private final PodVolumes volumes;
  private final List<Container> sidecars = new ArrayList<>();
  private final List<EchoService> applications = new ArrayList<>();

  private Kubelet(KubernetesApi api, Placed name, Host sandbox) {
    this.api = api;
    this.name = name;
    this.sandbox = sandbox;
    this.pod =
        JsonParser.parseString(
                api.get("/api/v1/namespaces/%s/pods/%s".formatted(name.namespace(), name.name())))
            .getAsJsonObject();
    this.volumes = PodVolumes.make(api, pod, sandbox);
  }

  /**
   * Runs a pod, and returns when it is ready and the API server knows.
   *
   * @param sandbox the pod's network
   * @param image of the containers that come before the application
   * @param application what the image of the pod's own container stands for
   */
  static Kubelet run(
      KubernetesApi api,
      Placed name,
      Host sandbox,
      OciImage image,
      Function<Host, EchoService> application) {
    Kubelet kubelet = new Kubelet(api, name, sandbox);
    kubelet.tell("Pending", "False");
    JsonObject spec = kubelet.pod.getAsJsonObject("spec");
    Stored.objects(spec, "initContainers").forEach(each -> kubelet.prepare(each, image));
    for (JsonObject container : Stored.objects(spec, "containers")) {
      kubelet.applications.add(application.apply(sandbox));
      kubelet.awaitReady(container.getAsJsonObject("readinessProbe"));
    }
    kubelet.tell("Running", "True");
    return kubelet;
  }

  private void prepare(JsonObject stored, OciImage image) {
    Container container = Container.start(sandbox, stored, image, volumes);
    if (Stored.text(stored, "restartPolicy").equals("Always")) {
      sidecars.add(container);
      container.awaitStarted(stored.getAsJsonObject("startupProbe"));
    } else {
      container.awaitSuccess();
    }
  }

  /** From outside of the pod and of the mesh, as kubelets ask. */
  private void awaitReady(JsonObject probe) {
    JsonObject get = Stored.following(probe.getAsJsonObject("httpGet"), "path", "port", "scheme");
    String url =
        "http://%s:%s%s"
            .formatted(sandbox.address(), Stored.text(get, "port"), Stored.text(get, "path"));
    Waiting.until(
        "the pod to be ready at " + url,
        PATIENCE,
        () ->
            Commands.run("curl", "-sf", "-o", "/dev/null", "--noproxy", "*", "-m", "5", url)
                .succeeded());
  }

  private void tell(String phase, String ready) {
    api.applyStatus(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %1$s, namespace: %2$s}
        status:
          phase: %3$s
          podIP: %4$s
          podIPs: [{ip: %4$s}]
          conditions: [{type: Ready, status: "%5$s"}]
        """
            .formatted(name.name(), name.namespace(), phase, sandbox.address(), ready));
  }

  PodVolumes volumes() {
    return volumes;
  }

  /** The application first, then its sidecars, then the volumes, then the pod itself. */
  void end() {
    api.delete(name);
    applications.forEach(EchoService::close);
    sidecars.reversed().forEach(Container::end);
    volumes.remove();
    api.forget(name);
  }
}

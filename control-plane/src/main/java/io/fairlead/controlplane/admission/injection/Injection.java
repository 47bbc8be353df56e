package io.fairlead.controlplane.admission.injection;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the proxy into a pod. */
public final class Injection {

  private static final String GATEWAY = "gateway";

  private final ProxyContainer proxy;

  public Injection(ProxyContainer proxy) {
    this.proxy = proxy;
  }

  /** What becomes of a pod. */
  public sealed interface Outcome {

    /** It stays outside of the mesh, as it says itself, or because it has its proxy already. */
    record Untouched(String reason) implements Outcome {}

    /** It cannot be what it asks to be. */
    record Refused(String reason) implements Outcome {}

    /**
     * @param patch the changes, in the form of RFC 6902
     * @param warnings about what the pod asks for and does not get
     */
    record Injected(JsonArray patch, List<String> warnings) implements Outcome {
      public Injected {
        warnings = List.copyOf(warnings);
      }
    }
  }

  public Outcome of(JsonObject pod, String namespace) {
    Optional<String> reason = reasonAgainst(pod);
    if (reason.isPresent()) {
      return new Outcome.Untouched(reason.get());
    }
    boolean isGateway = GATEWAY.equals(Pods.annotations(pod).get(Annotations.TEMPLATES));
    try {
      return isGateway ? gateway(pod, namespace) : sidecar(pod, namespace);
    } catch (InjectionException e) {
      return new Outcome.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> reasonAgainst(JsonObject pod) {
    Map<String, String> labels = Pods.labels(pod);
    Map<String, String> annotations = Pods.annotations(pod);
    String wish =
        labels.getOrDefault(
            Annotations.INJECT, annotations.getOrDefault(Annotations.INJECT, "true"));
    if (wish.equals("false")) {
      return Optional.of("it is labelled " + Annotations.INJECT + "=false");
    }
    if (annotations.containsKey(Annotations.STATUS)) {
      return Optional.of("it has its proxy already");
    }
    return Pods.isOnHostNetwork(pod)
        ? Optional.of("it shares its host's network")
        : Optional.empty();
  }

  private Outcome sidecar(JsonObject pod, String namespace) throws InjectionException {
    if (Pods.container(pod, Containers.NAME).isPresent()) {
      throw new InjectionException(
          "spec.containers: '"
              + Containers.NAME
              + "' is the name of the mesh's own proxy: rename it");
    }
    JsonObject changed = pod.deepCopy();
    boolean isRewritten = !"false".equals(Pods.annotations(pod).get(Annotations.REWRITE));
    AgentFile file =
        AgentFile.sidecar(Pods.annotations(pod), isRewritten ? Probes.rewrite(changed) : Map.of());
    JsonArray first = new JsonArray();
    first.add(Containers.join(proxy, Pods.annotations(pod)));
    first.add(Containers.sidecar(proxy, Pods.annotations(pod)));
    Pods.prepend(changed, "initContainers", first);
    return finish(pod, changed, namespace, file);
  }

  private Outcome gateway(JsonObject pod, String namespace) throws InjectionException {
    AgentFile file = AgentFile.gateway(Pods.annotations(pod));
    JsonObject changed = pod.deepCopy();
    JsonObject own =
        Pods.container(changed, Containers.NAME)
            .filter(container -> Containers.isUnfilled(container))
            .orElseThrow(
                () ->
                    new InjectionException(
                        "spec.containers: a gateway needs a container '"
                            + Containers.NAME
                            + "' with the image 'auto', which becomes the proxy"));
    Containers.fillGateway(own, proxy, Pods.annotations(pod));
    JsonArray first = new JsonArray();
    first.add(Containers.joinGateway(proxy, Pods.annotations(pod)));
    Pods.prepend(changed, "initContainers", first);
    return finish(pod, changed, namespace, file);
  }

  private Outcome finish(JsonObject pod, JsonObject changed, String namespace, AgentFile file) {
    Pods.append(changed, "volumes", Volumes.all());
    Identity.mark(changed, proxy.revision(), namespace);
    Pods.annotate(changed, Annotations.AGENT, file.text());
    Pods.annotate(changed, Annotations.STATUS, Identity.status(proxy.revision()));
    return new Outcome.Injected(Patch.between(pod, changed), file.warnings());
  }
}

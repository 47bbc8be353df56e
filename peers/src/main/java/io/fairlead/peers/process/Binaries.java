package io.fairlead.peers.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where {@code ./dev} put the peers. */
public final class Binaries {

  private Binaries() {}

  public static String envoy() {
    return named("FAIRLEAD_ENVOY");
  }

  public static String etcd() {
    return named("FAIRLEAD_ETCD");
  }

  public static String kubeApiserver() {
    return named("FAIRLEAD_KUBE_APISERVER");
  }

  public static String istiod() {
    return named("FAIRLEAD_ISTIOD");
  }

  public static String pilotAgent() {
    return named("FAIRLEAD_PILOT_AGENT");
  }

  public static String istioctl() {
    return named("FAIRLEAD_ISTIOCTL");
  }

  public static String helm() {
    return named("FAIRLEAD_HELM");
  }

  /** Istio's own definitions of its kinds, in the source that istiod was built from. */
  public static String istioCrds() {
    return named("FAIRLEAD_ISTIO_CRDS");
  }

  /** The definitions of the kinds of the Gateway API. */
  public static String gatewayCrds() {
    return named("FAIRLEAD_GATEWAY_CRDS");
  }

  /** What Istio's agent makes its Envoy's configuration from, as it comes in Istio's packages. */
  public static String istioBootstrap() {
    return named("FAIRLEAD_ISTIO_BOOTSTRAP");
  }

  private static String named(String variable) {
    String path = System.getenv(variable);
    if (path == null || !Files.exists(Path.of(path))) {
      throw new AssertionError(variable + " must name a file that is there; ./dev sets it");
    }
    return path;
  }
}

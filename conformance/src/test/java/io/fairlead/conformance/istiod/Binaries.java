package io.fairlead.conformance.istiod;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where {@code ./dev parity} put the peers. */
final class Binaries {

  private Binaries() {}

  static String etcd() {
    return named("FAIRLEAD_ETCD");
  }

  static String apiServer() {
    return named("FAIRLEAD_KUBE_APISERVER");
  }

  static String istiod() {
    return named("FAIRLEAD_ISTIOD");
  }

  /** Istio's own definitions of its kinds, in the source that istiod was built from. */
  static String istioCrds() {
    return named("FAIRLEAD_ISTIO_CRDS");
  }

  private static String named(String variable) {
    String path = System.getenv(variable);
    if (path == null || !Files.exists(Path.of(path))) {
      throw new AssertionError(variable + " must name a file that is there; ./dev parity sets it");
    }
    return path;
  }
}

package io.fairlead.benchmarks.harness;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The Services that are written to an API server, each with a slice of its endpoints. */
record ClusterPlan(int services, int endpoints) {

  static final String NAMESPACE = "bench";
  static final String SERVICES = "/api/v1/namespaces/bench/services";
  static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/bench/endpointslices";

  private static final int PORT = 8080;

  /** The name of the cluster that proxies have for a Service, and of its assignment. */
  static String cluster(int service) {
    return "outbound|%d||%s.%s.svc.cluster.local".formatted(PORT, name(service), NAMESPACE);
  }

  static String name(int service) {
    return "s%05d".formatted(service);
  }

  static String service(int service) {
    return """
        {"apiVersion": "v1", "kind": "Service",
         "metadata": {"name": "%1$s", "namespace": "%2$s"},
         "spec": {"selector": {"app": "%1$s"}, "ports": [{"name": "http", "port": %3$d}]}}
        """
        .formatted(name(service), NAMESPACE, PORT);
  }

  /**
   * @param isReady of the first endpoint; the others always are
   */
  String slice(int service, boolean isReady) {
    String all =
        IntStream.range(0, endpoints)
            .mapToObj(i -> endpoint(service * endpoints + i, i > 0 || isReady))
            .collect(Collectors.joining(", "));
    return """
        {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
         "metadata": {"name": "%1$s-1", "namespace": "%2$s",
           "labels": {"kubernetes.io/service-name": "%1$s"}},
         "addressType": "IPv4",
         "ports": [{"name": "http", "port": %3$d, "protocol": "TCP"}],
         "endpoints": [%4$s]}
        """
        .formatted(name(service), NAMESPACE, PORT, all);
  }

  private static String endpoint(int number, boolean isReady) {
    return "{\"addresses\": [\"10.%d.%d.%d\"], \"conditions\": {\"ready\": %b}}"
        .formatted(1 + number / 62_500, number / 250 % 250, number % 250 + 1, isReady);
  }
}

package io.fairlead.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The mesh that is measured: HTTP services on one shared port, each with an address of its own, and
 * one TCP service; the same for the same seed.
 */
public record MeshPlan(int services, int endpoints, long seed) {

  static final String NAMESPACE = "bench";
  static final int HTTP_PORT = 8080;
  static final int TCP_PORT = 5432;

  private static final int SERVICES_A_FILE = 250;

  /** The host of an HTTP service. */
  public static String host(int service) {
    return "s%05d.bench.mesh".formatted(service);
  }

  /** The name of the cluster of an HTTP service, and of its assignment. */
  public static String cluster(int service) {
    return "outbound|" + HTTP_PORT + "||" + host(service);
  }

  /** The address at which a service is called. */
  static String address(int service) {
    return "10.%d.%d.%d".formatted(100 + service / 62_500, service / 250 % 250, service % 250 + 1);
  }

  /** A service; {@code variant} chooses another address for its first endpoint. */
  public String http(int service, int variant) {
    return entry(service, "http", HTTP_PORT, "HTTP", variant);
  }

  String tcp(int service, int variant) {
    return entry(service, "tcp", TCP_PORT, "TCP", variant);
  }

  private String entry(int service, String portName, int port, String protocol, int variant) {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_003 + service);
    StringBuilder yaml = new StringBuilder(512);
    yaml.append(
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: s%05d, namespace: %s}
        spec:
          hosts: [%s]
          addresses: [%s]
          location: MESH_INTERNAL
          resolution: STATIC
          ports: [{number: %d, name: %s, protocol: %s}]
          endpoints:
        """
            .formatted(
                service, NAMESPACE, host(service), address(service), port, portName, protocol));
    for (int i = 0; i < endpoints; i++) {
      int number = random.nextInt(1 << 22);
      boolean isOther = i == 0 && variant > 0;
      yaml.append(
          isOther
              ? "  - {address: 10.90.%d.%d}\n".formatted(variant / 250 % 250, variant % 250 + 1)
              : "  - {address: 10.%d.%d.%d}\n"
                  .formatted(1 + (number >> 16), (number >> 8) & 0xff, (number & 0xfd) + 1));
    }
    return yaml.toString();
  }

  /** Writes the whole mesh as a directory source reads it. */
  public void write(Path directory) {
    try {
      Files.createDirectories(directory);
      List<String> entries = new ArrayList<>();
      for (int service = 0; service < services; service++) {
        entries.add(http(service, 0));
        if (entries.size() == SERVICES_A_FILE || service == services - 1) {
          Files.writeString(
              directory.resolve("http-%05d.yaml".formatted(service)),
              String.join("---\n", entries));
          entries.clear();
        }
      }
      Files.writeString(directory.resolve("tcp.yaml"), tcp(services, 0));
      Files.writeString(directory.resolve("group.yaml"), group());
    } catch (IOException e) {
      throw new UncheckedIOException("writing the mesh into " + directory, e);
    }
  }

  /** The group that the simulated proxies' certificate comes from. */
  private static String group() {
    return """
        apiVersion: networking.istio.io/v1
        kind: WorkloadGroup
        metadata: {name: bench, namespace: bench}
        spec:
          template: {serviceAccount: bench}
        """;
  }
}

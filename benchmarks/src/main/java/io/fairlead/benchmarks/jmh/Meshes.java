package io.fairlead.benchmarks.jmh;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import java.util.List;
import java.util.stream.IntStream;

/** The measured mesh as model values: HTTP services on a shared port with ten endpoints each. */
final class Meshes {

  private static final int ENDPOINTS = 10;

  private Meshes() {}

  static MeshState of(int services) {
    MeshState mesh = MeshState.empty(MeshSettings.STANDARD);
    for (int i = 0; i < services; i++) {
      mesh = mesh.with(service(i, 0));
    }
    return mesh;
  }

  /** A service; {@code variant} chooses the address of its first endpoint. */
  static Service service(int number, int variant) {
    String name = "s%05d".formatted(number);
    List<Endpoint> endpoints =
        IntStream.range(0, ENDPOINTS)
            .mapToObj(i -> Endpoint.at(address(i == 0 ? 20 + variant % 2 : 1, number * 10 + i)))
            .toList();
    return new Service(
        new ResourceName("bench", name),
        ServiceHost.parse(name + ".bench.mesh"),
        List.of(address(100, number)),
        List.of(ServicePort.of(8080, "http", Protocol.HTTP)),
        Discovery.of(endpoints),
        List.of());
  }

  static Proxy proxy() {
    return new Proxy(
        "sidecar~10.200.0.1~proxy.bench~bench.svc.cluster.local",
        new Proxy.Identity("bench", "bench"),
        List.of("10.200.0.1"),
        Labels.NONE,
        Placement.UNKNOWN,
        new Interception.Redirect());
  }

  private static String address(int second, int number) {
    return "10.%d.%d.%d".formatted(second + number / 62_500, number / 250 % 250, number % 250 + 1);
  }
}

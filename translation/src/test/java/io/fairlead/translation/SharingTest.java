package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Registry;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.model.workload.Workload;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a change costs, in resources built, at a thousand services of ten endpoints. */
class SharingTest {

  private static final int SERVICES = 1_000;
  private static final int ENDPOINTS = 10;

  private final CountingCache cache = new CountingCache();
  private final Translator translator = new Translator(cache);

  @Test
  void secondProxyOfEqualTraitsBuildsNothingOutbound() {
    MeshState state = mesh();
    translator.translate(state, proxy("192.168.0.1"));
    cache.built();

    translator.translate(state, proxy("192.168.0.2"));

    assertThat(cache.built()).isEmpty();
  }

  @Test
  void endpointChangeBuildsOneAssignment() {
    MeshState state = mesh();
    translator.translate(state, proxy("192.168.0.1"));
    cache.built();

    translator.translate(state.with(service(7, ENDPOINTS - 1)), proxy("192.168.0.1"));

    assertThat(cache.built()).containsExactly("ClusterLoadAssignment outbound|80||" + host(7));
  }

  @Test
  void hostThatBeginsToCaptureChangesEndpointsOnly() {
    MeshState joined = mesh().with(workload(false));
    translator.translate(joined, proxy("192.168.0.1"));
    cache.built();

    translator.translate(joined.with(workload(true)), proxy("192.168.0.1"));

    assertThat(cache.built()).containsExactly("ClusterLoadAssignment outbound|80||" + host(7));
  }

  @Test
  void hostThatJoinsIsAcceptedByTheClusterOfItsService() {
    MeshState state = mesh();
    translator.translate(state, proxy("192.168.0.1"));
    cache.built();

    translator.translate(state.with(workload(true)), proxy("192.168.0.1"));

    assertThat(cache.built())
        .containsExactly(
            "Cluster outbound|80||" + host(7), "ClusterLoadAssignment outbound|80||" + host(7));
  }

  @Test
  void newHttpServiceBuildsItsOwnAndTheRoutesAndNamesThatListIt() {
    MeshState state = mesh();
    translator.translate(state, proxy("192.168.0.1"));
    cache.built();

    translator.translate(state.with(service(SERVICES, 1)), proxy("192.168.0.1"));

    assertThat(cache.built())
        .containsExactlyInAnyOrder(
            "Cluster outbound|80||" + host(SERVICES),
            "ClusterLoadAssignment outbound|80||" + host(SERVICES),
            "RouteConfiguration " + host(SERVICES) + ":80",
            "RouteConfiguration 80",
            "NameTable " + host(SERVICES),
            "NameTable nametable");
  }

  /** What it counted would be forgotten with it. */
  @Test
  void newHttpServiceLeavesTheListenerThatCountsRequestsAsItWas() {
    MeshState state =
        IstioRules.with(
            mesh(),
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata:
              name: limited
              namespace: demo
              annotations:
                traffic.fairlead.io/rate-limit: 5/1m
            spec:
              hosts: [%1$s]
              http: [{route: [{destination: {host: %1$s}}]}]
            """
                .formatted(host(7)));
    translator.translate(state, proxy("192.168.0.1"));
    assertThat(cache.built()).contains("Listener 0.0.0.0_80");

    translator.translate(state.with(service(SERVICES, 1)), proxy("192.168.0.1"));

    assertThat(cache.built())
        .contains("RouteConfiguration 80")
        .noneMatch(built -> built.startsWith("Listener"));
  }

  @Test
  void endpointOfAHeadlessServiceBuildsItsListenerAndTheNames() {
    MeshState state = mesh().with(headless("10.9.0.1"));
    translator.translate(state, proxy("192.168.0.1"));
    cache.built();

    translator.translate(state.with(headless("10.9.0.1", "10.9.0.2")), proxy("192.168.0.1"));

    assertThat(cache.built())
        .containsExactlyInAnyOrder(
            "Listener 10.9.0.2_5432", "NameTable db.demo.svc.cluster.local", "NameTable nametable");
  }

  private static Service headless(String... addresses) {
    List<String> all = List.of(addresses);
    return new Service(
        new ResourceName("demo", "db"),
        new ServiceHost("db.demo.svc.cluster.local"),
        all,
        List.of(ServicePort.of(5432, "tcp-sql", Protocol.TCP)),
        new Discovery(
            Resolution.NONE,
            false,
            all.stream().map(Endpoint::at).toList(),
            Labels.NONE,
            List.of(),
            Registry.KUBERNETES),
        List.of());
  }

  @Test
  void translationWithAndWithoutCacheIsTheSame() {
    MeshState state = mesh();

    assertThat(translator.translate(state, proxy("192.168.0.1")))
        .isEqualTo(new Translator(ResourceCache.none()).translate(state, proxy("192.168.0.1")));
  }

  private static MeshState mesh() {
    MeshState state = MeshState.empty(MeshSettings.STANDARD);
    for (int i = 0; i < SERVICES; i++) {
      state = state.with(service(i, ENDPOINTS));
    }
    return state;
  }

  private static String host(int number) {
    return "s" + number + ".demo.mesh";
  }

  private static Service service(int number, int endpoints) {
    List<Endpoint> all =
        IntStream.range(0, endpoints).mapToObj(i -> Endpoint.at(address(number, i))).toList();
    return new Service(
        new ResourceName("demo", "s" + number),
        ServiceHost.parse(host(number)),
        List.of(),
        List.of(ServicePort.of(80, "http", Protocol.HTTP)),
        Discovery.of(all),
        List.of());
  }

  private static String address(int service, int endpoint) {
    return "10." + service / 256 + "." + service % 256 + "." + endpoint;
  }

  private static Workload workload(boolean isCaptured) {
    return new Workload(
        new ResourceName("demo", "host"),
        List.of(address(7, 0)),
        new Workload.Membership("group", "seven"),
        Labels.NONE,
        Placement.UNKNOWN,
        new Workload.Status(
            Instant.EPOCH, isCaptured ? Workload.Capture.IN_PLACE : Workload.Capture.NONE));
  }

  private static Proxy proxy(String address) {
    return new Proxy(
        "sidecar~" + address,
        new Proxy.Identity("demo", "client"),
        List.of(address),
        Labels.NONE,
        new Placement("", Locality.UNKNOWN),
        new Interception.Redirect());
  }
}

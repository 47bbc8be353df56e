package io.fairlead.controlplane.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.controlplane.RecordingSource;
import io.fairlead.controlplane.credential.Credentials;
import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.model.Labels;
import io.fairlead.model.MeshSettings;
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
import io.fairlead.translation.BoundedResourceCache;
import io.fairlead.translation.Translator;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushLoopTest {

  private static final String CLUSTER = "outbound|80||web.demo";

  private final RecordingSource source = new RecordingSource("test");
  private final MeshStateStore states = new MeshStateStore(MeshSettings.STANDARD, List.of(source));
  private final ConnectedProxies proxies = new ConnectedProxies();
  private final BoundedResourceCache cache = new BoundedResourceCache(1 << 20);
  private final PushLoop loop =
      new PushLoop(states, proxies, new Translator(cache), () -> Credentials.NONE, Snapshot.EMPTY);

  @BeforeEach
  void start() {
    loop.start();
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  private static Service web(String... addresses) {
    return new Service(
        new ResourceName("demo", "web"),
        ServiceHost.parse("web.demo"),
        List.of(),
        List.of(ServicePort.of(80, "http", Protocol.HTTP)),
        Discovery.of(List.of(addresses).stream().map(Endpoint::at).toList()),
        List.of());
  }

  private RecordingStream connect(long id) {
    RecordingStream stream = new RecordingStream(id);
    Proxy proxy =
        new Proxy(
            "node" + id,
            new Proxy.Identity("demo", "web"),
            List.of("10.0.0." + id),
            Labels.NONE,
            Placement.UNKNOWN,
            new Interception.Redirect());
    proxies.add(new ConnectedProxy(stream, proxy, Instant.EPOCH));
    loop.wake();
    return stream;
  }

  @Test
  void nothingIsOfferedBeforeEverySourceHasSpoken() {
    RecordingStream stream = connect(1);
    states.update(mesh -> mesh.with(web("10.0.0.9")));
    assertThat(stream.offers()).isEmpty();
    states.synced(source);
    await().until(() -> !stream.offers().isEmpty());
  }

  @Test
  void aChangeReachesEveryProxyAndLeavesAllElseAsItWas() {
    states.synced(source);
    states.update(mesh -> mesh.with(web("10.0.0.8")));
    RecordingStream first = connect(1);
    RecordingStream second = connect(2);
    await().until(() -> !first.offers().isEmpty() && !second.offers().isEmpty());
    Snapshot before = second.offers().getLast();
    states.update(mesh -> mesh.with(web("10.0.0.8", "10.0.0.9")));
    await().until(() -> second.offers().getLast() != before && first.offers().size() > 1);
    Snapshot after = second.offers().getLast();
    assertThat(after.resources(ResourceType.CLUSTER))
        .isEqualTo(before.resources(ResourceType.CLUSTER));
    assertThat(after.resources(ResourceType.LISTENER))
        .isEqualTo(before.resources(ResourceType.LISTENER));
    assertThat(after.resources(ResourceType.ENDPOINT).get(CLUSTER))
        .isNotEqualTo(before.resources(ResourceType.ENDPOINT).get(CLUSTER));
  }

  @Test
  void whatProxiesCannotBeGivenIsToldOnce() {
    states.synced(source);
    states.update(mesh -> mesh.with(web("10.0.0.8", "db-1")));
    assertThat(loop.problems()).as("nobody was offered anything").isEmpty();
    RecordingStream first = connect(1);
    RecordingStream second = connect(2);
    await().until(() -> !first.offers().isEmpty() && !second.offers().isEmpty());
    await()
        .untilAsserted(
            () ->
                assertThat(loop.problems())
                    .singleElement()
                    .asString()
                    .contains("demo/web", "'db-1' is not an IP address"));
  }

  @Test
  void aSecondProxyOfEqualTraitsBuildsNothingAnew() {
    states.synced(source);
    states.update(mesh -> mesh.with(web("10.0.0.8")));
    RecordingStream first = connect(1);
    await().until(() -> !first.offers().isEmpty());
    long built = cache.statistics().misses();
    RecordingStream second = connect(2);
    await().until(() -> !second.offers().isEmpty());
    assertThat(cache.statistics().misses()).isEqualTo(built);
  }

  @Test
  void aProxyThatComesLaterDoesNotDisturbTheOthers() {
    states.synced(source);
    RecordingStream first = connect(1);
    await().until(() -> !first.offers().isEmpty());
    RecordingStream second = connect(2);
    await().until(() -> !second.offers().isEmpty());
    assertThat(first.offers()).hasSize(1);
  }
}

package io.fairlead.controlplane.gatewayname;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.model.Locality;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.MeshNetworks;
import io.fairlead.model.policy.NetworkGateway;
import io.fairlead.model.policy.NetworkGateway.Place;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayNamesTest {

  private static final ResourceName NETWORKS = new ResourceName("mesh", "networks");

  private final Map<String, List<String>> dns = new ConcurrentHashMap<>();
  private final MeshStateStore states = new MeshStateStore(MeshSettings.STANDARD, List.of());
  private final GatewayNames names = new GatewayNames(states, this::lookup);

  @AfterEach
  void close() {
    names.close();
  }

  @Test
  void addressesFollowTheNameAndOutliveIt() throws InterruptedException {
    dns.put("west.example", List.of("192.0.2.1", "192.0.2.2"));
    declare("west.example");
    names.look();
    assertThat(found()).containsExactly(Map.entry("west.example", dns.get("west.example")));

    dns.put("west.example", List.of("192.0.2.3"));
    names.look();
    assertThat(found()).containsEntry("west.example", List.of("192.0.2.3"));

    dns.clear();
    MeshState last = states.mesh();
    names.look();
    assertThat(states.mesh()).isSameAs(last);

    declare("east.example");
    names.look();
    assertThat(found()).containsExactly(Map.entry("east.example", List.of()));
  }

  /** Else proxies would lose what lies behind it whenever the control plane starts. */
  @Test
  void nothingIsToldBeforeEachNameWasAskedForOnce() throws InterruptedException {
    declare("west.example");
    assertThat(states.isSynced()).isFalse();

    names.look();
    assertThat(states.isSynced()).isTrue();

    declare("east.example");
    assertThat(states.isSynced()).isTrue();
  }

  @Test
  void aNewNameIsAskedForAtOnce() {
    dns.put("west.example", List.of("192.0.2.1"));
    names.start();
    declare("west.example");

    Awaitility.await()
        .atMost(Duration.ofSeconds(4))
        .untilAsserted(() -> assertThat(found()).containsKey("west.example"));
  }

  @Test
  void theResolverOfTheHostIsAsked() throws UnknownHostException {
    assertThat(GatewayNames.fromResolver("localhost")).contains("127.0.0.1");
    assertThatThrownBy(() -> GatewayNames.fromResolver("nobody.invalid"))
        .isInstanceOf(UnknownHostException.class);
  }

  private Map<String, List<String>> found() {
    return states.mesh().rules().networks().addresses();
  }

  private List<String> lookup(String name) throws UnknownHostException {
    List<String> found = dns.get(name);
    if (found == null) {
      throw new UnknownHostException(name);
    }
    return found;
  }

  private void declare(String... gateways) {
    List<NetworkGateway> all =
        Stream.of(gateways)
            .map(name -> new NetworkGateway(new Place.Named(name), 15443, Locality.UNKNOWN))
            .toList();
    states.update(mesh -> mesh.with(new MeshNetworks(NETWORKS, Map.of("west", all))));
  }
}

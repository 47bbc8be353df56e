package io.fairlead.benchmarks.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyScanTest {

  private final Interned names = new Interned();

  private List<String> texts(int[] ids) {
    return Arrays.stream(ids).mapToObj(names::text).toList();
  }

  private List<String> assignments(Cluster.Builder cluster) {
    byte[] bytes = cluster.build().toByteArray();
    return texts(BodyScan.assignments(bytes, 0, bytes.length, names));
  }

  private static FilterChain chain(Message... filters) {
    FilterChain.Builder chain = FilterChain.newBuilder();
    for (Message filter : filters) {
      chain.addFilters(Filter.newBuilder().setName("f").setTypedConfig(Any.pack(filter)));
    }
    return chain.build();
  }

  private static HttpConnectionManager http(String routes) {
    return HttpConnectionManager.newBuilder()
        .setStatPrefix("x")
        .setRds(Rds.newBuilder().setRouteConfigName(routes))
        .build();
  }

  @Test
  void anEdsClusterNeedsTheAssignmentOfItsServiceName() {
    assertThat(
            assignments(
                Cluster.newBuilder()
                    .setName("c")
                    .setType(Cluster.DiscoveryType.EDS)
                    .setEdsClusterConfig(
                        Cluster.EdsClusterConfig.newBuilder().setServiceName("other"))))
        .containsExactly("other");
  }

  @Test
  void anEdsClusterWithoutAServiceNameNeedsTheAssignmentOfItsOwnName() {
    assertThat(assignments(Cluster.newBuilder().setName("c").setType(Cluster.DiscoveryType.EDS)))
        .containsExactly("c");
  }

  @Test
  void aStaticClusterNeedsNoAssignment() {
    assertThat(assignments(Cluster.newBuilder().setName("c").setType(Cluster.DiscoveryType.STATIC)))
        .isEmpty();
  }

  @Test
  void routesAreFoundInEveryChainTheDefaultOneToo() {
    byte[] listener =
        Listener.newBuilder()
            .setName("l")
            .addFilterChains(chain(TcpProxy.getDefaultInstance(), http("8080")))
            .addFilterChains(chain(http("9090")))
            .setDefaultFilterChain(chain(http("default")))
            .build()
            .toByteArray();
    assertThat(texts(BodyScan.routes(listener, 0, listener.length, names)))
        .containsExactlyInAnyOrder("8080", "9090", "default");
  }

  @Test
  void namesKeepTheirNumberWhileTheTableGrows() {
    for (int i = 0; i < 10_000; i++) {
      names.id("name-" + i);
    }
    assertThat(names.last()).isEqualTo(10_000);
    assertThat(names.text(names.id("name-7777"))).isEqualTo("name-7777");
    assertThat(names.last()).isEqualTo(10_000);
  }
}

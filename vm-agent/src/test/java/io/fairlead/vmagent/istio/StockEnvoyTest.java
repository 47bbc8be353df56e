package io.fairlead.vmagent.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.http.set_filter_state.v3.Config;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.fairlead.vmagent.discovery.Variant;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StockEnvoyTest {

  private static final Any ISTIO =
      Any.newBuilder().setTypeUrl("type.googleapis.com/istio.Only").build();
  private static final UnknownFieldSet NEWER =
      UnknownFieldSet.newBuilder()
          .addField(
              4_000,
              UnknownFieldSet.Field.newBuilder()
                  .addLengthDelimited(ByteString.copyFromUtf8("newer"))
                  .build())
          .build();

  private final StockEnvoy edit = new StockEnvoy();

  private static CommonTlsContext common(String... alpn) {
    return CommonTlsContext.newBuilder()
        .addAllAlpnProtocols(List.of(alpn))
        .setUnknownFields(NEWER)
        .build();
  }

  private static TransportSocket socket(Message context) {
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Any.pack(context))
        .build();
  }

  private static Filter network(String name, Any config) {
    return Filter.newBuilder().setName(name).setTypedConfig(config).build();
  }

  private static HttpFilter http(String name, Any config) {
    return HttpFilter.newBuilder().setName(name).setTypedConfig(config).build();
  }

  private static FilterChain chain() {
    return FilterChain.newBuilder()
        .setFilterChainMatch(
            FilterChainMatch.newBuilder()
                .addAllApplicationProtocols(List.of("istio-peer-exchange", "istio")))
        .addFilters(network("istio.metadata_exchange", ISTIO))
        .addFilters(
            network(
                "envoy.filters.network.http_connection_manager",
                Any.pack(
                    HttpConnectionManager.newBuilder()
                        .setStatPrefix("in")
                        .addHttpFilters(http("istio.metadata_exchange", ISTIO))
                        .addHttpFilters(http("istio.alpn", ISTIO))
                        .addHttpFilters(http("istio.stats", ISTIO))
                        .addHttpFilters(
                            http(
                                "envoy.filters.http.router", Any.pack(Router.getDefaultInstance())))
                        .setUnknownFields(NEWER)
                        .build())))
        .setTransportSocket(
            socket(
                DownstreamTlsContext.newBuilder()
                    .setCommonTlsContext(common("istio-peer-exchange", "h2", "http/1.1"))
                    .build()))
        .build();
  }

  private static Listener listener() {
    return Listener.newBuilder()
        .setName("virtualInbound")
        .addFilterChains(chain())
        .setDefaultFilterChain(chain())
        .setUnknownFields(NEWER)
        .build();
  }

  private Listener edited(Listener listener) throws IOException {
    DiscoveryResponse answer =
        DiscoveryResponse.newBuilder()
            .setVersionInfo("7")
            .setTypeUrl(StockEnvoy.LISTENER)
            .setNonce("n")
            .addResources(Any.pack(listener))
            .build();
    DiscoveryResponse edited =
        DiscoveryResponse.parseFrom(
            edit.edit(Variant.STATE_OF_THE_WORLD, StockEnvoy.LISTENER, answer.toByteArray()));
    assertThat(edited.toBuilder().clearResources().build())
        .isEqualTo(answer.toBuilder().clearResources().build());
    return edited.getResources(0).unpack(Listener.class);
  }

  private static HttpConnectionManager manager(FilterChain chain)
      throws InvalidProtocolBufferException {
    return chain.getFilters(0).getTypedConfig().unpack(HttpConnectionManager.class);
  }

  @Test
  void leavesOutIstiosFiltersAndOffersTheNamesOfTheMeshByOneOfEnvoys() throws IOException {
    for (FilterChain chain :
        List.of(
            edited(listener()).getFilterChains(0), edited(listener()).getDefaultFilterChain())) {
      assertThat(chain.getFiltersList())
          .extracting(Filter::getName)
          .containsExactly("envoy.filters.network.http_connection_manager");
      List<HttpFilter> filters = manager(chain).getHttpFiltersList();
      assertThat(filters)
          .extracting(HttpFilter::getName)
          .containsExactly("envoy.filters.http.set_filter_state", "envoy.filters.http.router");
      var value = filters.getFirst().getTypedConfig().unpack(Config.class).getOnRequestHeaders(0);
      assertThat(value.getObjectKey()).isEqualTo("envoy.network.application_protocols");
      assertThat(value.getFormatString().getTextFormatSource().getInlineString())
          .isEqualTo("istio-http/1.1,istio");
      assertThat(value.getSharedWithUpstreamValue()).isEqualTo(1);
    }
  }

  @Test
  void nobodyOffersOrSelectsTheExchangeAndChainsAreMatchedAsBefore() throws IOException {
    FilterChain chain = edited(listener()).getFilterChains(0);

    assertThat(
            chain
                .getTransportSocket()
                .getTypedConfig()
                .unpack(DownstreamTlsContext.class)
                .getCommonTlsContext()
                .getAlpnProtocolsList())
        .containsExactly("h2", "http/1.1");
    assertThat(chain.getFilterChainMatch()).isEqualTo(chain().getFilterChainMatch());
  }

  @Test
  void keepsWhatItDoesNotKnow() throws IOException {
    Listener edited = edited(listener());

    assertThat(edited.getUnknownFields()).isEqualTo(NEWER);
    assertThat(manager(edited.getFilterChains(0)).getUnknownFields()).isEqualTo(NEWER);
    Listener stock =
        Listener.newBuilder()
            .setName("l")
            .addFilterChains(
                FilterChain.newBuilder()
                    .addFilters(
                        network(
                            "envoy.filters.network.tcp_proxy",
                            Any.pack(TcpProxy.newBuilder().setStatPrefix("s").build()))))
            .setUnknownFields(NEWER)
            .build();
    assertThat(edited(stock)).isEqualTo(stock);
  }

  @Test
  void editsClustersOfDeltaAnswers() throws IOException {
    TransportSocket tls =
        socket(
            UpstreamTlsContext.newBuilder()
                .setCommonTlsContext(common("istio-peer-exchange", "istio"))
                .setSni("outbound_.80_._.web")
                .build());
    Cluster cluster =
        Cluster.newBuilder()
            .setName("outbound|80||web")
            .addFilters(
                io.envoyproxy.envoy.config.cluster.v3.Filter.newBuilder()
                    .setName("istio.metadata_exchange")
                    .setTypedConfig(ISTIO))
            .setTransportSocket(tls)
            .addTransportSocketMatches(
                Cluster.TransportSocketMatch.newBuilder()
                    .setName("tlsMode-istio")
                    .setTransportSocket(tls))
            .build();
    DeltaDiscoveryResponse answer =
        DeltaDiscoveryResponse.newBuilder()
            .setTypeUrl(StockEnvoy.CLUSTER)
            .addResources(
                Resource.newBuilder()
                    .setName(cluster.getName())
                    .setVersion("3")
                    .setResource(Any.pack(cluster)))
            .addRemovedResources("gone")
            .build();

    DeltaDiscoveryResponse edited =
        DeltaDiscoveryResponse.parseFrom(
            edit.edit(Variant.DELTA, StockEnvoy.CLUSTER, answer.toByteArray()));

    assertThat(edited.getRemovedResourcesList()).containsExactly("gone");
    assertThat(edited.getResources(0).getVersion()).isEqualTo("3");
    Cluster stock = edited.getResources(0).getResource().unpack(Cluster.class);
    assertThat(stock.getFiltersList()).isEmpty();
    for (TransportSocket socket :
        List.of(
            stock.getTransportSocket(), stock.getTransportSocketMatches(0).getTransportSocket())) {
      UpstreamTlsContext context = socket.getTypedConfig().unpack(UpstreamTlsContext.class);
      assertThat(context.getSni()).isEqualTo("outbound_.80_._.web");
      assertThat(context.getCommonTlsContext()).isEqualTo(common("istio"));
    }
  }

  @Test
  void leavesOtherTypesAlone() {
    assertThat(edit.touches("type.googleapis.com/envoy.config.route.v3.RouteConfiguration"))
        .isFalse();
    assertThat(edit.touches(StockEnvoy.CLUSTER)).isTrue();
  }
}

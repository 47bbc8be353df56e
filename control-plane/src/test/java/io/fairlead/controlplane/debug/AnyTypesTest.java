package io.fairlead.controlplane.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import org.junit.jupiter.api.Test;

class AnyTypesTest {

  private static Listener listener(Any config) {
    HttpConnectionManager manager =
        HttpConnectionManager.newBuilder()
            .setStatPrefix("in")
            .addHttpFilters(HttpFilter.newBuilder().setName("last").setTypedConfig(config))
            .build();
    return Listener.newBuilder()
        .setName("l")
        .addFilterChains(
            FilterChain.newBuilder()
                .addFilters(Filter.newBuilder().setTypedConfig(Any.pack(manager))))
        .build();
  }

  @Test
  void writesWhatIsPackedAtAnyDepth() {
    Router router = Router.newBuilder().setSuppressEnvoyHeaders(true).build();

    assertThat(AnyTypes.json(listener(Any.pack(router))))
        .contains("\"statPrefix\":\"in\"")
        .contains("envoy.extensions.filters.http.router.v3.Router")
        .contains("\"suppressEnvoyHeaders\":true");
  }

  @Test
  void namesTheTypeOfWhatItDoesNotKnow() {
    Any unknown =
        Any.newBuilder()
            .setTypeUrl("type.googleapis.com/envoy.not.v3.There")
            .setValue(ByteString.copyFromUtf8("x"))
            .build();

    assertThat(AnyTypes.json(listener(unknown))).contains("envoy.not.v3.There");
  }

  @Test
  void aBrokenBodyIsNamedByItsType() {
    Any broken =
        Any.pack(Router.getDefaultInstance()).toBuilder()
            .setValue(ByteString.copyFrom(new byte[] {(byte) 0xff}))
            .build();

    assertThat(AnyTypes.json(listener(broken))).contains("filters.http.router.v3.Router");
  }
}

package io.fairlead.translation.route;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.fairlead.translation.encoding.ResourceInput;

/** What stands around the hosts of a route configuration, in the order of Envoy's field numbers. */
sealed interface RouteFrame extends ResourceInput {

  /** Before the hosts. */
  record Head(String name) implements RouteFrame {
    @Override
    public Message build() {
      return RouteConfiguration.newBuilder().setName(name).build();
    }
  }

  /** After the hosts of a gateway, which clients may ask for with any port. */
  record EdgeTail(String name) implements RouteFrame {
    @Override
    public Message build() {
      return RouteConfiguration.newBuilder()
          .setValidateClusters(BoolValue.of(false))
          .setIgnorePortInHostMatching(true)
          .build();
    }
  }

  /** After the hosts: who is served that nobody declared. */
  record Tail(String name, Unmatched unmatched) implements RouteFrame {
    @Override
    public Message build() {
      RouteConfiguration.Builder tail =
          RouteConfiguration.newBuilder().setValidateClusters(BoolValue.of(false));
      switch (unmatched) {
        case Unmatched.Led(String cluster) -> tail.addVirtualHosts(VirtualHosts.allowAny(cluster));
        case Unmatched.Refused ignored -> tail.addVirtualHosts(VirtualHosts.blockAll());
        case Unmatched.Nothing ignored -> {}
      }
      return tail.build();
    }
  }
}

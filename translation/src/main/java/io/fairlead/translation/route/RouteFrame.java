package io.fairlead.translation.route;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.fairlead.translation.encoding.ResourceInput;

/** What stands around the hosts of a route configuration, in the order of Envoy's field numbers. */
sealed interface RouteFrame extends ResourceInput {

  /** What the reader of rules lets pass. */
  int LONGEST_ANSWER = 1 << 20;

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
          .setMaxDirectResponseBodySizeBytes(UInt32Value.of(LONGEST_ANSWER))
          .build();
    }
  }

  /**
   * After the hosts: who is served that nobody declared.
   *
   * @param hasLongAnswers whether some host answers with more than Envoy sends by itself
   */
  record Tail(String name, Unmatched unmatched, boolean hasLongAnswers) implements RouteFrame {
    @Override
    public Message build() {
      RouteConfiguration.Builder tail =
          RouteConfiguration.newBuilder().setValidateClusters(BoolValue.of(false));
      if (hasLongAnswers) {
        tail.setMaxDirectResponseBodySizeBytes(UInt32Value.of(LONGEST_ANSWER));
      }
      switch (unmatched) {
        case Unmatched.Led(String cluster) -> tail.addVirtualHosts(VirtualHosts.allowAny(cluster));
        case Unmatched.Refused ignored -> tail.addVirtualHosts(VirtualHosts.blockAll());
        case Unmatched.Nothing ignored -> {}
      }
      return tail.build();
    }
  }
}

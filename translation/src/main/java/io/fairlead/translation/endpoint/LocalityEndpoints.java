package io.fairlead.translation.endpoint;

import com.google.protobuf.Struct;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.fairlead.model.Locality;
import io.fairlead.translation.naming.Addresses;
import java.util.List;

/** Groups of endpoints as Envoy reads them. */
public final class LocalityEndpoints {

  /** Envoy refuses an assignment whose weights add up to more than 32 bits can hold. */
  private static final long MAX_TOTAL_WEIGHT = Integer.MAX_VALUE;

  private LocalityEndpoints() {}

  public static List<LocalityLbEndpoints> of(List<EndpointGroup> groups) {
    long total = groups.stream().mapToLong(EndpointGroup::naturalWeight).sum();
    return groups.stream().map(group -> group(group, total)).toList();
  }

  private static LocalityLbEndpoints group(EndpointGroup endpoints, long total) {
    Locality locality = endpoints.locality();
    LocalityLbEndpoints.Builder group = LocalityLbEndpoints.newBuilder();
    if (!locality.equals(Locality.UNKNOWN)) {
      group.setLocality(
          io.envoyproxy.envoy.config.core.v3.Locality.newBuilder()
              .setRegion(locality.region())
              .setZone(locality.zone())
              .setSubZone(locality.subzone()));
    }
    int sum = 0;
    for (AssignedEndpoint endpoint : endpoints.endpoints()) {
      int weight = scaled(endpoint.weight(), total);
      sum += weight;
      group.addLbEndpoints(endpoint(endpoint, weight));
    }
    return group
        .setPriority(endpoints.priority())
        .setLoadBalancingWeight(UInt32Value.of(endpoints.weight() == 0 ? sum : endpoints.weight()))
        .build();
  }

  private static int scaled(int weight, long total) {
    return total <= MAX_TOTAL_WEIGHT
        ? weight
        : (int) Math.max(1, weight * (MAX_TOTAL_WEIGHT / 2) / total);
  }

  private static LbEndpoint endpoint(AssignedEndpoint endpoint, int weight) {
    LbEndpoint.Builder built =
        LbEndpoint.newBuilder()
            .setEndpoint(
                Endpoint.newBuilder()
                    .setAddress(Addresses.endpoint(endpoint.address(), endpoint.port())))
            .setLoadBalancingWeight(UInt32Value.of(weight));
    if (endpoint.isAuthenticated()) {
      built.setMetadata(
          Metadata.newBuilder()
              .putFilterMetadata("envoy.transport_socket_match", field("tlsMode", "istio"))
              .putFilterMetadata("istio", field("workload", endpoint.workload())));
    }
    return built.build();
  }

  private static Struct field(String key, String text) {
    return Struct.newBuilder()
        .putFields(key, Value.newBuilder().setStringValue(text).build())
        .build();
  }
}

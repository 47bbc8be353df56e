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
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Groups endpoints by where they run. */
public final class LocalityEndpoints {

  /** Envoy refuses an assignment whose weights add up to more than 32 bits can hold. */
  private static final long MAX_TOTAL_WEIGHT = Integer.MAX_VALUE;

  private static final Comparator<Locality> ORDER =
      Comparator.comparing(Locality::region)
          .thenComparing(Locality::zone)
          .thenComparing(Locality::subzone);

  private LocalityEndpoints() {}

  public static List<LocalityLbEndpoints> of(List<AssignedEndpoint> endpoints) {
    long total = endpoints.stream().mapToLong(AssignedEndpoint::weight).sum();
    return endpoints.stream()
        .collect(
            Collectors.groupingBy(
                AssignedEndpoint::locality, () -> new TreeMap<>(ORDER), Collectors.toList()))
        .entrySet()
        .stream()
        .map(group -> group(group.getKey(), group.getValue(), total))
        .toList();
  }

  private static LocalityLbEndpoints group(
      Locality locality, List<AssignedEndpoint> endpoints, long total) {
    LocalityLbEndpoints.Builder group = LocalityLbEndpoints.newBuilder();
    if (!locality.equals(Locality.UNKNOWN)) {
      group.setLocality(
          io.envoyproxy.envoy.config.core.v3.Locality.newBuilder()
              .setRegion(locality.region())
              .setZone(locality.zone())
              .setSubZone(locality.subzone()));
    }
    int sum = 0;
    for (AssignedEndpoint endpoint : endpoints) {
      int weight = scaled(endpoint.weight(), total);
      sum += weight;
      group.addLbEndpoints(endpoint(endpoint, weight));
    }
    return group.setLoadBalancingWeight(UInt32Value.of(sum)).build();
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
                    .setAddress(Addresses.tcp(endpoint.address(), endpoint.port())))
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

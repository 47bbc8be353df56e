package io.fairlead.translation.listener;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.ProxyPorts;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.IpFamilies;

/**
 * Receives every redirected connection and hands it to the listener of its original destination;
 * what has none leaves the mesh as it is.
 */
record VirtualOutbound(IpFamilies families, String unknown) implements ResourceInput {

  @Override
  public String name() {
    return ResourceNames.VIRTUAL_OUTBOUND;
  }

  @Override
  public Message build() {
    return Bind.everywhere(families, ProxyPorts.OUTBOUND, true)
        .listener(name(), TrafficDirection.OUTBOUND)
        .setUseOriginalDst(BoolValue.of(true))
        .addFilterChains(
            FilterChain.newBuilder()
                .setName("virtualOutbound-blackhole")
                .setFilterChainMatch(
                    FilterChainMatch.newBuilder()
                        .setDestinationPort(UInt32Value.of(ProxyPorts.OUTBOUND)))
                .addFilters(TcpProxies.blackHole()))
        .addFilterChains(
            FilterChain.newBuilder()
                .setName("virtualOutbound-catchall-tcp")
                .addFilters(TcpProxies.to(unknown)))
        .build();
  }
}

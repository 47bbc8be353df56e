package io.fairlead.vmagent.discovery;

import io.fairlead.vmagent.transport.ByteMarshaller;
import io.grpc.MethodDescriptor;

/** The two dialects of discovery, with the field numbers in which they differ. */
public enum Variant {
  /** DiscoveryRequest and DiscoveryResponse. */
  STATE_OF_THE_WORLD("Stream", 5, 6),
  /** DeltaDiscoveryRequest and DeltaDiscoveryResponse. */
  DELTA("Delta", 6, 7);

  private final String prefix;
  private final int requestNonce;
  private final int requestError;

  Variant(String prefix, int requestNonce, int requestError) {
    this.prefix = prefix;
    this.requestNonce = requestNonce;
    this.requestError = requestError;
  }

  public MethodDescriptor<byte[], byte[]> aggregated() {
    return ByteMarshaller.streaming(
        "envoy.service.discovery.v3.AggregatedDiscoveryService", prefix + "AggregatedResources");
  }

  public MethodDescriptor<byte[], byte[]> secrets() {
    return ByteMarshaller.streaming(
        "envoy.service.secret.v3.SecretDiscoveryService", prefix + "Secrets");
  }

  int requestType() {
    return this == DELTA ? 2 : 4;
  }

  int requestNames() {
    return 3;
  }

  int requestNonce() {
    return requestNonce;
  }

  int requestError() {
    return requestError;
  }
}

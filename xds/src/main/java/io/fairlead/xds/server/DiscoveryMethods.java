package io.fairlead.xds.server;

import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.InputStream;

/** The service's two methods as its clients know them, with answers that are bytes already. */
final class DiscoveryMethods {

  static final String SERVICE = AggregatedDiscoveryServiceGrpc.SERVICE_NAME;

  static final MethodDescriptor<DeltaDiscoveryRequest, AnswerBytes> DELTA =
      answering(AggregatedDiscoveryServiceGrpc.getDeltaAggregatedResourcesMethod());

  static final MethodDescriptor<DiscoveryRequest, AnswerBytes> STATE_OF_THE_WORLD =
      answering(AggregatedDiscoveryServiceGrpc.getStreamAggregatedResourcesMethod());

  private DiscoveryMethods() {}

  @SuppressWarnings("TypeParameterNaming")
  private static <Q> MethodDescriptor<Q, AnswerBytes> answering(MethodDescriptor<Q, ?> known) {
    return known.toBuilder(known.getRequestMarshaller(), new Marshaller()).build();
  }

  private static final class Marshaller implements MethodDescriptor.Marshaller<AnswerBytes> {

    @Override
    public InputStream stream(AnswerBytes answer) {
      if (answer.isCutting()) {
        throw Status.RESOURCE_EXHAUSTED
            .withDescription("the client does not read its answers, and others need the room")
            .asRuntimeException();
      }
      return answer;
    }

    @Override
    public AnswerBytes parse(InputStream ignored) {
      throw new UnsupportedOperationException("a server reads no answers");
    }
  }
}

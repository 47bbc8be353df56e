package io.fairlead.vmagent.fakes;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.fairlead.api.fairlead.v1.UptakeInformation;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.vmagent.discovery.Variant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers a real Envoy: no clusters, one listener that proves the host's identity by TLS. */
public final class Configuration implements AutoCloseable {

  private static final String TYPE = "type.googleapis.com/";
  private static final String LISTENER =
      """
      {"name": "hello",
       "address": {"socketAddress": {"address": "127.0.0.1", "portValue": %d}},
       "filterChains": [{
         "transportSocket": {"name": "envoy.transport_sockets.tls", "typedConfig": {
           "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
           "commonTlsContext": {"tlsCertificateSdsSecretConfigs": [{"name": "default", "sdsConfig": {
             "resourceApiVersion": "V3", "apiConfigSource": {"apiType": "GRPC",
               "transportApiVersion": "V3",
               "grpcServices": [{"envoyGrpc": {"clusterName": "sds-grpc"}}]}}}]}}},
         "filters": [{"name": "envoy.filters.network.http_connection_manager", "typedConfig": {
           "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
           "statPrefix": "hello",
           "routeConfig": {"virtualHosts": [{"name": "all", "domains": ["*"], "routes": [
             {"match": {"prefix": "/"}, "directResponse": {"status": 200}}]}]},
           "httpFilters": [{"name": "envoy.filters.http.router", "typedConfig": {
             "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"}}]}}]}]}
      """;

  /** Whether each report of capture said that traffic is captured. */
  public final BlockingQueue<Boolean> captureReports = new LinkedBlockingQueue<>();

  public final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();

  private final FakeControlPlane controlPlane;
  private final Listener listener;
  private final Thread thread;

  public Configuration(FakeControlPlane controlPlane, int listenerPort)
      throws InvalidProtocolBufferException {
    this.controlPlane = controlPlane;
    Listener.Builder builder = Listener.newBuilder();
    JsonFormat.parser()
        .usingTypeRegistry(
            JsonFormat.TypeRegistry.newBuilder()
                .add(HttpConnectionManager.getDescriptor())
                .add(Router.getDescriptor())
                .add(DownstreamTlsContext.getDescriptor())
                .build())
        .merge(LISTENER.formatted(listenerPort), builder);
    listener = builder.build();
    thread = Thread.ofVirtual().start(this::serve);
  }

  private void serve() {
    try {
      while (true) {
        FakeControlPlane.Stream stream = controlPlane.streams.take();
        Thread.ofVirtual().start(() -> serve(stream));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(FakeControlPlane.Stream stream) {
    try {
      while (!stream.cancelled && stream.variant == Variant.DELTA) {
        answer(stream, DeltaDiscoveryRequest.parseFrom(stream.requests.take()));
      }
    } catch (InterruptedException | InvalidProtocolBufferException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(FakeControlPlane.Stream stream, DeltaDiscoveryRequest request) {
    String type = request.getTypeUrl().substring(TYPE.length());
    if (type.equals("fairlead.v1.CaptureInformation")) {
      captureReports.add(!request.hasErrorDetail());
    } else if (request.hasErrorDetail()) {
      refusals.add(type + ": " + request.getErrorDetail().getMessage());
    } else if (request.getResponseNonce().isEmpty()) {
      DeltaDiscoveryResponse.Builder answer =
          DeltaDiscoveryResponse.newBuilder().setTypeUrl(request.getTypeUrl()).setNonce("1");
      switch (type) {
        case "envoy.config.listener.v3.Listener" ->
            answer.addResources(resource("hello", Any.pack(listener)));
        case "istio.networking.nds.v1.NameTable" ->
            answer.addResources(resource("names", Any.pack(NameTable.getDefaultInstance())));
        case "envoy.config.endpoint.v3.ClusterLoadAssignment" ->
            answer.addAllRemovedResources(request.getResourceNamesSubscribeList());
        case "fairlead.v1.UptakeInformation" ->
            answer.addResources(resource("host", Any.pack(UptakeInformation.getDefaultInstance())));
        default -> {}
      }
      stream.call.sendMessage(answer.build().toByteArray());
    }
  }

  private static Resource resource(String name, Any body) {
    return Resource.newBuilder().setName(name).setVersion("1").setResource(body).build();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

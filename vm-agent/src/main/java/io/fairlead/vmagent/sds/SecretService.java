package io.fairlead.vmagent.sds;

import io.fairlead.vmagent.discovery.Variant;
import io.fairlead.vmagent.identity.CurrentIdentity;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Serves the current identity as secrets and pushes each new one to the streams that are open. */
public final class SecretService {

  private final CurrentIdentity identity;
  private final Set<SecretStream> streams = ConcurrentHashMap.newKeySet();

  public SecretService(CurrentIdentity identity) {
    this.identity = identity;
    identity.onChange(() -> streams.forEach(SecretStream::changed));
  }

  public ServerServiceDefinition definition() {
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder("envoy.service.secret.v3.SecretDiscoveryService");
    for (Variant variant : Variant.values()) {
      service.addMethod(variant.secrets(), (call, headers) -> open(variant, call, headers));
    }
    return service.build();
  }

  private ServerCall.Listener<byte[]> open(
      Variant variant, ServerCall<byte[], byte[]> call, Metadata ignored) {
    SecretStream stream = new SecretStream(variant, call, this::secrets, streams::remove);
    streams.add(stream);
    stream.start();
    return stream;
  }

  private Map<String, byte[]> secrets() {
    return Secrets.of(identity.get());
  }
}

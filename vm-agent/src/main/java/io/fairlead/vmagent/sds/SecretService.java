package io.fairlead.vmagent.sds;

import io.fairlead.vmagent.discovery.Variant;
import io.fairlead.vmagent.identity.CurrentIdentity;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves the current identity and the host's certificate files as secrets, and pushes each new one
 * to the streams that are open.
 */
public final class SecretService {

  private final CurrentIdentity identity;
  private final FileSecrets files;
  private final Set<SecretStream> streams = ConcurrentHashMap.newKeySet();

  public SecretService(CurrentIdentity identity, FileSecrets files) {
    this.identity = identity;
    this.files = files;
    identity.onChange(() -> streams.forEach(SecretStream::changed));
    files.onChange(() -> streams.forEach(SecretStream::changed));
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
    SecretStream stream = new SecretStream(variant, call, new Source(), streams::remove);
    streams.add(stream);
    stream.start();
    return stream;
  }

  /** Where a stream gets its secrets from. */
  private final class Source implements SecretStream.Source {
    @Override
    public boolean mustRead(String name) {
      return files.mustRead(name);
    }

    @Override
    public Map<String, byte[]> secrets(Set<String> names) {
      Map<String, byte[]> secrets = Secrets.of(identity.get());
      names.forEach(name -> files.get(name).ifPresent(secret -> secrets.put(name, secret)));
      return secrets;
    }
  }
}

package io.fairlead.benchmarks.simulator;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Makes the node by which each proxy is known: an address of its own, the rest as asked. */
final class Nodes {

  private final Options.Naming naming;
  private final Struct metadata;

  Nodes(Options.Naming naming) {
    this.naming = naming;
    Struct.Builder all = Struct.newBuilder();
    naming
        .file()
        .ifPresent(
            file -> {
              try {
                JsonFormat.parser().merge(Files.readString(file), all);
              } catch (IOException e) {
                throw new UncheckedIOException("reading " + file, e);
              }
            });
    all.putFields("NAMESPACE", text(naming.namespace()));
    all.putFields("SERVICE_ACCOUNT", text(naming.account()));
    naming.metadata().forEach((key, value) -> all.putFields(key, text(value)));
    this.metadata = all.build();
  }

  byte[] node(int index) {
    String address =
        "10.%d.%d.%d".formatted(200 + index / 62_500, index / 250 % 250, index % 250 + 1);
    return Node.newBuilder()
        .setId(
            "sidecar~%s~proxy-%d.%s~%s.svc.cluster.local"
                .formatted(address, index, naming.namespace(), naming.namespace()))
        .setCluster("proxy." + naming.namespace())
        .setLocality(Locality.getDefaultInstance())
        .setMetadata(metadata.toBuilder().putFields("INSTANCE_IPS", text(address)))
        .setUserAgentName("envoy")
        .build()
        .toByteArray();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}

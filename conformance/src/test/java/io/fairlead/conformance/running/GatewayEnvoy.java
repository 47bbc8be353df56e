package io.fairlead.conformance.running;

import com.google.gson.Gson;
import io.fairlead.peers.process.Binaries;
import io.fairlead.peers.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An Envoy that gets listeners, routes, clusters and certificates from a stream. As that of an
 * agent it asks for its own kind before all else, and waits for the answer, for ever.
 */
final class GatewayEnvoy implements AutoCloseable {

  private static final Gson JSON = new Gson();

  private static final String AT_THE_EDGE =
      """
      {
        "id": "router~127.0.0.1~edge.edge~edge.svc.cluster.local",
        "cluster": "edge",
        "metadata": {
          "NAMESPACE": "edge", "SERVICE_ACCOUNT": "edge", "INSTANCE_IPS": "127.0.0.1",
          "LABELS": {"istio": "edge"}
        }
      }
      """;

  private final Process process;

  GatewayEnvoy(Member member, int controlPlane, Path directory) {
    this(AT_THE_EDGE, member, controlPlane, directory);
  }

  /**
   * @param node as whom it asks, as JSON
   */
  GatewayEnvoy(String node, Member member, int controlPlane, Path directory) {
    try {
      Path file =
          Files.writeString(directory.resolve("envoy.json"), bootstrap(node, member, controlPlane));
      this.process =
          new ProcessBuilder(
                  List.of(
                      Binaries.envoy(),
                      "--use-dynamic-base-id",
                      "--concurrency",
                      "1",
                      "-l",
                      "warning",
                      "-c",
                      file.toString()))
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("envoy.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("starting Envoy in " + directory, e);
    }
  }

  private static String bootstrap(String node, Member member, int controlPlane) {
    return """
        {
          "node": %s,
          "dynamic_resources": {
            "ads_config": {
              "api_type": "DELTA_GRPC", "transport_api_version": "V3",
              "grpc_services": [{"envoy_grpc": {"cluster_name": "control-plane"}}]
            },
            "cds_config": {"ads": {}, "resource_api_version": "V3"},
            "lds_config": {"ads": {}, "resource_api_version": "V3"}
          },
          "cluster_manager": {"local_cluster_name": "local_cluster"},
          "static_resources": {"clusters": [{
            "name": "local_cluster",
            "type": "EDS",
            "eds_cluster_config": {"eds_config":
              {"ads": {}, "initial_fetch_timeout": "0s", "resource_api_version": "V3"}}
          }, {
            "name": "control-plane",
            "type": "STATIC",
            "typed_extension_protocol_options": {
              "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
                "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
                "explicit_http_config": {"http2_protocol_options": {}}
              }
            },
            "load_assignment": {"cluster_name": "control-plane", "endpoints": [{"lb_endpoints": [
              {"endpoint": {"address": {"socket_address":
                {"address": "127.0.0.1", "port_value": %d}}}}]}]},
            "transport_socket": {
              "name": "envoy.transport_sockets.tls",
              "typed_config": {
                "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
                "common_tls_context": {
                  "tls_certificates": [{
                    "certificate_chain": {"inline_string": %s},
                    "private_key": {"inline_string": %s}
                  }],
                  "validation_context": {"trusted_ca": {"inline_string": %s}}
                }
              }
            }
          }]}
        }
        """
        .formatted(
            node,
            controlPlane,
            JSON.toJson(member.chain()),
            JSON.toJson(member.key()),
            JSON.toJson(member.root()));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    Processes.end(process);
  }
}

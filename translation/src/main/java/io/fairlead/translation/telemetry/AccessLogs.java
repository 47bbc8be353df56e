package io.fairlead.translation.telemetry;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLogFilter;
import io.envoyproxy.envoy.config.accesslog.v3.ResponseFlagFilter;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.extensions.access_loggers.stream.v3.StdoutAccessLog;
import io.fairlead.translation.encoding.Deterministic;

/**
 * One line of JSON for each request or connection on the proxy's standard output. The stream logger
 * writes to it where it stands: opening /dev/stdout as a file fails where that is a socket, as
 * under systemd. Query strings are left out, since secrets are put into them.
 */
public final class AccessLogs {

  public static final AccessLog ALL = log().build();

  /** Connections that no filter chain wanted, such as plaintext where mutual TLS is asked for. */
  public static final AccessLog UNMATCHED_CONNECTIONS =
      log()
          .setFilter(
              AccessLogFilter.newBuilder()
                  .setResponseFlagFilter(ResponseFlagFilter.newBuilder().addFlags("NR")))
          .build();

  private AccessLogs() {}

  private static AccessLog.Builder log() {
    return AccessLog.newBuilder()
        .setName("envoy.access_loggers.stdout")
        .setTypedConfig(
            Deterministic.any(
                StdoutAccessLog.newBuilder()
                    .setLogFormat(SubstitutionFormatString.newBuilder().setJsonFormat(format()))
                    .build()));
  }

  private static Struct format() {
    Struct.Builder fields = Struct.newBuilder();
    put(fields, "start_time", "%START_TIME%");
    put(fields, "method", "%REQ(:METHOD)%");
    put(fields, "authority", "%REQ(:AUTHORITY)%");
    put(fields, "path", "%PATH(NQ)%");
    put(fields, "protocol", "%PROTOCOL%");
    put(fields, "request_id", "%REQ(X-REQUEST-ID)%");
    put(fields, "response_code", "%RESPONSE_CODE%");
    put(fields, "response_code_details", "%RESPONSE_CODE_DETAILS%");
    put(fields, "response_flags", "%RESPONSE_FLAGS%");
    put(fields, "connection_termination_details", "%CONNECTION_TERMINATION_DETAILS%");
    put(fields, "duration", "%DURATION%");
    put(fields, "bytes_received", "%BYTES_RECEIVED%");
    put(fields, "bytes_sent", "%BYTES_SENT%");
    put(fields, "route_name", "%ROUTE_NAME%");
    put(fields, "requested_server_name", "%REQUESTED_SERVER_NAME%");
    put(fields, "downstream_remote_address", "%DOWNSTREAM_REMOTE_ADDRESS%");
    put(fields, "downstream_local_address", "%DOWNSTREAM_LOCAL_ADDRESS%");
    put(fields, "downstream_peer_uri_san", "%DOWNSTREAM_PEER_URI_SAN%");
    put(fields, "upstream_cluster", "%UPSTREAM_CLUSTER_RAW%");
    put(fields, "upstream_host", "%UPSTREAM_HOST%");
    put(fields, "upstream_peer_uri_san", "%UPSTREAM_PEER_URI_SAN%");
    put(fields, "upstream_transport_failure_reason", "%UPSTREAM_TRANSPORT_FAILURE_REASON%");
    return fields.build();
  }

  private static void put(Struct.Builder fields, String key, String command) {
    fields.putFields(key, Value.newBuilder().setStringValue(command).build());
  }
}

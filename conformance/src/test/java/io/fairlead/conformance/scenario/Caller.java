package io.fairlead.conformance.scenario;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.Map;

/**
 * Whose Envoy is asked.
 *
 * @param type sidecar or router
 * @param locality {@code region/zone/sub-zone}, or nothing
 * @param workload what istiod calls the endpoints that are of one kind with it, or nothing
 */
public record Caller(
    String type, String namespace, Map<String, String> labels, String locality, String workload) {

  public static final String ADDRESS = "10.255.0.1";

  public Caller {
    labels = Map.copyOf(labels);
  }

  static Caller from(Fields fields) {
    fields.knowing("type", "namespace", "labels", "locality", "workload");
    return new Caller(
        fields.text("type", "sidecar"),
        fields.text("namespace", "shop"),
        fields.map("labels"),
        fields.text("locality", ""),
        fields.text("workload", ""));
  }

  /** What the caller's Envoy says of itself, in the form that Istio's agents say it. */
  public Node node() {
    Struct.Builder own = Struct.newBuilder();
    labels.forEach((name, value) -> own.putFields(name, text(value)));
    Value all = Value.newBuilder().setStructValue(own).build();
    return Node.newBuilder()
        .setId(
            type + "~" + ADDRESS + "~caller." + namespace + "~" + namespace + ".svc.cluster.local")
        .setCluster("caller." + namespace)
        .setLocality(place())
        .setMetadata(
            Struct.newBuilder()
                .putFields("NAMESPACE", text(namespace))
                .putFields("SERVICE_ACCOUNT", text("caller"))
                .putFields("INSTANCE_IPS", text(ADDRESS))
                .putFields("ISTIO_VERSION", text("1.32.0"))
                .putFields("DNS_CAPTURE", text("true"))
                .putFields("DNS_AUTO_ALLOCATE", text("true"))
                .putFields("WORKLOAD_NAME", text(workload))
                .putFields("LABELS", all))
        .build();
  }

  private Locality place() {
    String[] parts = locality.split("/", -1);
    Locality.Builder place = Locality.newBuilder().setRegion(parts[0]);
    if (parts.length > 1) {
      place.setZone(parts[1]);
    }
    if (parts.length > 2) {
      place.setSubZone(parts[2]);
    }
    return place.build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}

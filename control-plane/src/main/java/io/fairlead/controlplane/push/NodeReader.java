package io.fairlead.controlplane.push;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.controlplane.workload.Registration;
import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.ResourceName;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Placement;
import io.fairlead.pki.SpiffeId;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a proxy says of itself, in the form that Istio's agents say it. */
public final class NodeReader {

  private static final String SIDECAR = "sidecar";
  private static final String GATEWAY = "router";
  private static final int ID_PARTS = 4;
  private static final int MAX_ADDRESSES = 64;
  private static final int MAX_LABELS = 256;

  private NodeReader() {}

  /** The proxy of an authenticated caller. */
  public static Proxy proxy(Node node, SpiffeId identity) {
    return new Proxy(
        node.getId(),
        new Proxy.Identity(identity.namespace(), identity.serviceAccount()),
        addresses(node),
        labels(node.getMetadata()),
        placement(node),
        isGateway(node) ? new Interception.Edge() : interception(node.getMetadata()));
  }

  static boolean isGateway(Node node) {
    return node.getId().startsWith(GATEWAY + "~");
  }

  /** How the caller's host registers, if it asks for that. */
  static Optional<Registration> registration(Node node, Proxy proxy) {
    String group = text(node.getMetadata(), "AUTO_REGISTER_GROUP");
    if (group.isEmpty()) {
      return Optional.empty();
    }
    // What a gateway serves is not what the services of its host declare: it never captures.
    boolean tells =
        isGateway(node) || text(node.getMetadata(), "FAIRLEAD_CAPTURE_REPORTS").equals("true");
    return Optional.of(new Registration(new ResourceName(proxy.namespace(), group), proxy, tells));
  }

  /** The namespace and account that the node claims must be those of its certificate. */
  static void requireOwn(Node node, SpiffeId identity) {
    requireEqual("NAMESPACE", text(node.getMetadata(), "NAMESPACE"), identity.namespace());
    requireEqual(
        "SERVICE_ACCOUNT", text(node.getMetadata(), "SERVICE_ACCOUNT"), identity.serviceAccount());
  }

  private static void requireEqual(String key, String claimed, String certified) {
    if (!claimed.isEmpty() && !claimed.equals(certified)) {
      throw Status.PERMISSION_DENIED
          .withDescription(
              "the node's "
                  + key
                  + " is '"
                  + claimed
                  + "' but its certificate says '"
                  + certified
                  + "': join again, or correct the node's metadata")
          .asRuntimeException();
    }
  }

  private static List<String> addresses(Node node) {
    String[] parts = node.getId().split("~", -1);
    if (parts.length != ID_PARTS || !(parts[0].equals(SIDECAR) || parts[0].equals(GATEWAY))) {
      throw invalid(
          "the node id must be sidecar~<address>~<name>.<namespace>~<DNS domain>, not '"
              + node.getId()
              + "'");
    }
    String listed = text(node.getMetadata(), "INSTANCE_IPS");
    List<String> addresses =
        Arrays.stream((listed.isEmpty() ? parts[1] : listed).split(","))
            .map(String::strip)
            .distinct()
            .toList();
    if (addresses.size() > MAX_ADDRESSES || !addresses.stream().allMatch(NodeReader::isAddress)) {
      throw invalid("INSTANCE_IPS must be 1 to 64 IP addresses, not '" + listed + "'");
    }
    return addresses;
  }

  private static boolean isAddress(String text) {
    try {
      return !InetAddress.ofLiteral(text).isAnyLocalAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Labels labels(Struct metadata) {
    Value value = metadata.getFieldsOrDefault("LABELS", Value.getDefaultInstance());
    Map<String, String> labels = new LinkedHashMap<>();
    value
        .getStructValue()
        .getFieldsMap()
        .forEach((key, label) -> labels.put(key, label.getStringValue()));
    if (labels.size() > MAX_LABELS) {
      throw invalid("a node has at most " + MAX_LABELS + " labels");
    }
    return new Labels(labels);
  }

  private static Placement placement(Node node) {
    return new Placement(
        text(node.getMetadata(), "NETWORK"),
        new Locality(
            node.getLocality().getRegion(),
            node.getLocality().getZone(),
            node.getLocality().getSubZone()));
  }

  private static Interception interception(Struct metadata) {
    String mode = text(metadata, "INTERCEPTION_MODE");
    return switch (mode) {
      case "", "REDIRECT" -> new Interception.Redirect();
      case "NONE" -> new Interception.Explicit(explicitAddress(metadata));
      default ->
          throw invalid("INTERCEPTION_MODE must be REDIRECT or NONE here, not '" + mode + "'");
    };
  }

  private static String explicitAddress(Struct metadata) {
    String address = text(metadata, "FAIRLEAD_EXPLICIT_ADDRESS");
    if (!isAddress(address)) {
      throw invalid(
          "INTERCEPTION_MODE NONE needs FAIRLEAD_EXPLICIT_ADDRESS, the IP address to bind");
    }
    return address;
  }

  private static String text(Struct metadata, String key) {
    return metadata.getFieldsOrDefault(key, Value.getDefaultInstance()).getStringValue();
  }

  private static StatusRuntimeException invalid(String sentence) {
    return Status.INVALID_ARGUMENT.withDescription(sentence).asRuntimeException();
  }
}

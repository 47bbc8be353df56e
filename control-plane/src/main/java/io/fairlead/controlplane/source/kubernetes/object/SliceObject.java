package io.fairlead.controlplane.source.kubernetes.object;

import io.fairlead.model.ResourceName;
import java.util.List;
import java.util.Map;

/**
 * An EndpointSlice: some endpoints of a Service, all with the same ports.
 *
 * @param service that it is of, in its own namespace
 * @param ports port name of the Service to port of these endpoints
 */
public record SliceObject(
    ResourceName name,
    ResourceName service,
    boolean isIpv6,
    Map<String, Integer> ports,
    List<SliceEndpoint> endpoints)
    implements ClusterObject {

  public static final String KIND = "EndpointSlice";

  public SliceObject {
    ports = Map.copyOf(ports);
    endpoints = List.copyOf(endpoints);
  }

  /**
   * One of the endpoints.
   *
   * @param place what is known of it besides its Pod
   */
  public record SliceEndpoint(String address, Standing standing, Place place) {}

  /**
   * Where an endpoint is.
   *
   * @param pod in the namespace of the slice; empty for what is no Pod
   * @param node empty where it is on none
   * @param hostname by which it is known below the name of the Service; empty where it has none
   */
  public record Place(String pod, String node, String zone, String hostname) {}

  /** Whether an endpoint takes requests. */
  public enum Standing {
    READY,
    /** It ends and still answers: good enough where nobody else is left. */
    TERMINATING,
    UNREADY
  }

  @Override
  public Key key() {
    return new Key(KIND, name);
  }
}

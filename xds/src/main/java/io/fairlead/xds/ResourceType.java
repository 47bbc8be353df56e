package io.fairlead.xds;

/**
 * A type of resource by the URL under which it is asked for. Envoy's types carry the prefix {@code
 * type.googleapis.com/}; types of MCP over xDS do not.
 */
public record ResourceType(String url) implements Comparable<ResourceType> {

  public static final ResourceType CLUSTER = envoy("envoy.config.cluster.v3.Cluster");
  public static final ResourceType ENDPOINT =
      envoy("envoy.config.endpoint.v3.ClusterLoadAssignment");
  public static final ResourceType LISTENER = envoy("envoy.config.listener.v3.Listener");
  public static final ResourceType ROUTE = envoy("envoy.config.route.v3.RouteConfiguration");
  public static final ResourceType SECRET =
      envoy("envoy.extensions.transport_sockets.tls.v3.Secret");
  public static final ResourceType NAME_TABLE = envoy("istio.networking.nds.v1.NameTable");
  public static final ResourceType HEALTH = envoy("istio.v1.HealthInformation");
  public static final ResourceType CAPTURE = envoy("fairlead.v1.CaptureInformation");

  private static ResourceType envoy(String message) {
    return new ResourceType("type.googleapis.com/" + message);
  }

  @Override
  public int compareTo(ResourceType other) {
    return url.compareTo(other.url);
  }

  @Override
  public String toString() {
    return url;
  }
}

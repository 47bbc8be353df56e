package io.fairlead.xds;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** What Istio's agents take their further roots from. */
  public static final ResourceType PROXY_CONFIG = envoy("istio.mesh.v1alpha1.ProxyConfig");

  public static final ResourceType EXTENSION = envoy("envoy.config.core.v3.TypedExtensionConfig");
  public static final ResourceType HEALTH = envoy("istio.v1.HealthInformation");
  public static final ResourceType CAPTURE = envoy("fairlead.v1.CaptureInformation");
  public static final ResourceType ABSENCE = envoy("fairlead.v1.AbsenceInformation");

  /** Whether what a host serves is shown to others. */
  public static final ResourceType UPTAKE = envoy("fairlead.v1.UptakeInformation");

  private static final Map<String, ResourceType> KNOWN =
      Stream.of(
              CLUSTER,
              ENDPOINT,
              LISTENER,
              ROUTE,
              SECRET,
              NAME_TABLE,
              PROXY_CONFIG,
              EXTENSION,
              HEALTH,
              CAPTURE,
              ABSENCE,
              UPTAKE)
          .collect(Collectors.toUnmodifiableMap(ResourceType::url, type -> type));

  /** The type of a URL, as one object where it is one that is named here. */
  public static ResourceType of(String url) {
    ResourceType known = KNOWN.get(url);
    return known == null ? new ResourceType(url) : known;
  }

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

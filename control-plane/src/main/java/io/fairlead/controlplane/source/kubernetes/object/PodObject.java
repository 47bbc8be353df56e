package io.fairlead.controlplane.source.kubernetes.object;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import java.util.List;
import java.util.Map;

/**
 * A Pod that has addresses.
 *
 * @param ports those of its containers, by name
 * @param node that it runs on
 */
public record PodObject(
    ResourceName name,
    List<String> addresses,
    Map<String, Integer> ports,
    Labels labels,
    String node,
    Standing standing)
    implements ClusterObject {

  public static final String KIND = "Pod";

  public PodObject {
    addresses = List.copyOf(addresses);
    ports = Map.copyOf(ports);
  }

  /**
   * What the API server vouches for.
   *
   * @param isReady it takes requests: it runs, is ready, and does not end
   * @param hasSidecar all that comes in passes a proxy, and the addresses are its own
   */
  public record Standing(String serviceAccount, boolean isReady, boolean hasSidecar) {}

  @Override
  public Key key() {
    return new Key(KIND, name);
  }
}

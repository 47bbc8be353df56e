package io.fairlead.model.proxy;

import io.fairlead.model.Labels;
import io.fairlead.model.service.Placement;
import java.util.List;

/**
 * A connected proxy: whose it is, where it is and how it gets its traffic.
 *
 * @param id the node id, unique per proxy
 * @param identity what its certificate says
 */
public record Proxy(
    String id,
    Identity identity,
    List<String> addresses,
    Labels labels,
    Placement placement,
    Interception interception) {

  public Proxy {
    addresses = List.copyOf(addresses);
  }

  /** The namespace and service account that the proxy was authenticated as. */
  public record Identity(String namespace, String serviceAccount) {}

  public String namespace() {
    return identity.namespace();
  }
}

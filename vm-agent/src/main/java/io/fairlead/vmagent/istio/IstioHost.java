package io.fairlead.vmagent.istio;

import java.util.Map;
import java.util.TreeMap;

/**
 * What Istio's files say of this host.
 *
 * @param controlPlane host:port
 * @param serverName the name that its certificate must hold
 * @param group that the host registers in; empty where it has an entry of its own
 */
public record IstioHost(
    String controlPlane,
    String serverName,
    Account account,
    Mesh mesh,
    String group,
    Map<String, String> labels) {

  public IstioHost {
    labels = Map.copyOf(new TreeMap<>(labels));
    if (!controlPlane.matches("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "mesh.yaml: defaultConfig.discoveryAddress must be host:port, not '"
              + controlPlane
              + "'");
    }
    if (account.namespace().isEmpty() || account.name().isEmpty()) {
      throw new IllegalArgumentException(
          "cluster.env: POD_NAMESPACE and SERVICE_ACCOUNT must say who this host is: write the"
              + " files again with `istioctl experimental workload entry configure`");
    }
  }

  /** Who it is. */
  public record Account(String trustDomain, String namespace, String name) {}

  /** Where it is. */
  public record Mesh(String id, String cluster, String network) {}
}

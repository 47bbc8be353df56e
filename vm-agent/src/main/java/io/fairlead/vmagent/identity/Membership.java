package io.fairlead.vmagent.identity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the host learnt when it joined, as it stands in join.yaml. */
public record Membership(
    String name,
    List<String> addresses,
    List<String> controlPlanes,
    String trustDomain,
    String namespace,
    String workloadGroup,
    String serviceAccount,
    String meshId,
    String clusterId,
    String network,
    String locality,
    Map<String, String> labels,
    Istio istio) {

  static final Membership NONE =
      new Membership(
          "", List.of(), List.of(), "", "", "", "", "", "", "", "", Map.of(), Istio.NONE);

  public Membership {
    addresses = List.copyOf(addresses);
    controlPlanes = List.copyOf(controlPlanes);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** In a mesh whose control planes are ours. */
  public Membership(
      String name,
      List<String> addresses,
      List<String> controlPlanes,
      String trustDomain,
      String namespace,
      String workloadGroup,
      String serviceAccount,
      String meshId,
      String clusterId,
      String network,
      String locality,
      Map<String, String> labels) {
    this(
        name,
        addresses,
        controlPlanes,
        trustDomain,
        namespace,
        workloadGroup,
        serviceAccount,
        meshId,
        clusterId,
        network,
        locality,
        labels,
        Istio.NONE);
  }

  /**
   * A control plane that is a stock istiod.
   *
   * @param serverName what its certificate must hold; empty where the control plane is ours
   */
  public record Istio(String serverName) {

    static final Istio NONE = new Istio("");

    public boolean isUsed() {
      return !serverName.isEmpty();
    }
  }

  /** In the order of the file. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("addresses", addresses);
    map.put("controlPlanes", controlPlanes);
    map.put("trustDomain", trustDomain);
    map.put("namespace", namespace);
    map.put("workloadGroup", workloadGroup);
    map.put("serviceAccount", serviceAccount);
    map.put("meshId", meshId);
    map.put("clusterId", clusterId);
    map.put("network", network);
    map.put("locality", locality);
    map.put("labels", labels);
    if (istio.isUsed()) {
      map.put("istio", Map.of("serverName", istio.serverName()));
    }
    return map;
  }
}

package io.fairlead.controlplane.source.kubernetes.object;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fairlead.controlplane.source.kubernetes.object.PodObject.Standing;
import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads Pods. */
public final class PodReader {

  /** Which cluster an endpoint is in, for the subsets of DestinationRules. */
  private static final String CLUSTER = "topology.istio.io/cluster";

  /** Set by whoever injects a sidecar. */
  private static final String TLS_MODE = "security.istio.io/tlsMode";

  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");
  private static final String ACCOUNT = "default";

  private final String cluster;

  public PodReader(String cluster) {
    this.cluster = cluster;
  }

  /** Nothing where it has no address yet, or none any more. */
  public Optional<PodObject> read(Pod pod) {
    PodSpec spec = pod.getSpec();
    PodStatus status = pod.getStatus();
    if (spec == null || status == null || ENDED.contains(Absent.text(status.getPhase()))) {
      return Optional.empty();
    }
    List<String> addresses = addresses(status);
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    ObjectMeta metadata = pod.getMetadata();
    return Optional.of(
        new PodObject(
            new ResourceName(metadata.getNamespace(), metadata.getName()),
            addresses,
            ports(spec),
            labels(metadata),
            Absent.text(spec.getNodeName()),
            new Standing(
                account(spec),
                isReady(status) && metadata.getDeletionTimestamp() == null,
                hasSidecar(metadata, spec))));
  }

  private static List<String> addresses(PodStatus status) {
    List<String> all =
        Absent.list(status.getPodIPs()).stream().map(ip -> Absent.text(ip.getIp())).toList();
    String one = Absent.text(status.getPodIP());
    return all.isEmpty() && !one.isEmpty() ? List.of(one) : all;
  }

  private static Map<String, Integer> ports(PodSpec spec) {
    Map<String, Integer> ports = new TreeMap<>();
    for (Container container : Absent.list(spec.getContainers())) {
      for (ContainerPort port : Absent.list(container.getPorts())) {
        String name = Absent.text(port.getName());
        if (!name.isEmpty() && port.getContainerPort() != null) {
          ports.putIfAbsent(name, port.getContainerPort());
        }
      }
    }
    return ports;
  }

  private Labels labels(ObjectMeta metadata) {
    Map<String, String> labels = new HashMap<>(Absent.map(metadata.getLabels()));
    labels.putIfAbsent(CLUSTER, cluster);
    return new Labels(labels);
  }

  private static String account(PodSpec spec) {
    String account = Absent.text(spec.getServiceAccountName());
    return account.isEmpty() ? ACCOUNT : account;
  }

  private static boolean isReady(PodStatus status) {
    return Absent.list(status.getConditions()).stream()
        .anyMatch(
            condition ->
                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
  }

  /** On the host's own network an address is of many, and capture would be of all. */
  private static boolean hasSidecar(ObjectMeta metadata, PodSpec spec) {
    return "istio".equals(Absent.map(metadata.getLabels()).get(TLS_MODE))
        && !Absent.is(spec.getHostNetwork());
  }
}

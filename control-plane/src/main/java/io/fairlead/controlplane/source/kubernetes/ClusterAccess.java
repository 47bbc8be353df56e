package io.fairlead.controlplane.source.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.util.List;

/**
 * How a cluster is reached, and what is read of it.
 *
 * @param cluster by which people and proxies know it
 * @param network of its Pods, where nothing in the cluster names one
 * @param namespaces to read; all of them where there is none
 * @param client how the client connects
 */
public record ClusterAccess(
    String cluster, String network, List<String> namespaces, ClientSettings client) {

  public ClusterAccess {
    namespaces = List.copyOf(namespaces);
  }

  /** Makes the settings of a client when it is needed: files may be there later only. */
  @FunctionalInterface
  public interface ClientSettings {
    /**
     * @throws IllegalArgumentException with what to mend
     */
    Config read();
  }
}

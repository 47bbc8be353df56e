package io.fairlead.controlplane.workload;

import io.fairlead.model.ResourceName;
import io.fairlead.model.proxy.Proxy;

/**
 * What a host asks for when its stream opens.
 *
 * @param group the WorkloadGroup that it joined by
 * @param tellsCapture whether it will tell when its traffic passes its proxy; a host that never
 *     tells is taken to be captured from the start
 */
public record Registration(ResourceName group, Proxy proxy, boolean tellsCapture) {

  private static final int MAX_NAME = 253;

  /** Istio's form: {@code <group>-<address>[-<network>]}, the last 253 characters of it. */
  public ResourceName workload() {
    String network = proxy.placement().network();
    String name =
        (group.name()
                + "-"
                + proxy.addresses().getFirst()
                + (network.isEmpty() ? "" : "-" + network))
            .replace(':', '-');
    return new ResourceName(
        group.namespace(), name.substring(Math.max(0, name.length() - MAX_NAME)));
  }
}

package io.fairlead.controlplane.workload;

import java.time.Duration;

/**
 * How long a host stays registered without a stream.
 *
 * @param disconnect after its last stream ended
 * @param absence the same, where its agent has told that it will be back
 * @param restart after this control plane started
 */
public record Graces(Duration disconnect, Duration absence, Duration restart) {

  Duration afterRestart(HostState host) {
    return host.isAbsent() && absence.compareTo(restart) > 0 ? absence : restart;
  }

  Duration afterDisconnect(HostState host) {
    return host.isAbsent() ? absence : disconnect;
  }
}

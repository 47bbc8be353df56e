package io.fairlead.controlplane.workload;

import java.time.Duration;

/**
 * How long a host stays registered without a stream.
 *
 * @param disconnect after its last stream ended
 * @param restart after this control plane started
 */
public record Graces(Duration disconnect, Duration restart) {}

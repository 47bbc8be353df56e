package io.fairlead.model.policy;

import io.fairlead.model.Labels;

/**
 * Who calls; known before anything is sent. All of it must hold.
 *
 * @param labels empty: any
 * @param namespace empty: any
 * @param gateways by which proxies it is called; unsaid: as the VirtualService says
 */
public record Caller(Labels labels, String namespace, Gateways gateways) {

  public static final Caller ANYBODY = new Caller(Labels.NONE, "", Gateways.UNSAID);

  /** Whoever has these labels. */
  public static Caller withLabels(Labels labels) {
    return new Caller(labels, "", Gateways.UNSAID);
  }

  /** Whether a sidecar in the namespace {@code caller} may be meant, whatever its labels. */
  public boolean mayBeSidecarIn(String caller) {
    return gateways.letsInSidecars() && (namespace.isEmpty() || namespace.equals(caller));
  }
}

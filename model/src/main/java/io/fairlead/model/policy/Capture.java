package io.fairlead.model.policy;

/** How connections get to a listener that a Sidecar declares. */
public enum Capture {
  /** As all connections of the host do. */
  AS_HOST,
  /** The kernel redirects them. */
  REDIRECTED,
  /** The listener is bound, and they are made to it. */
  BOUND
}

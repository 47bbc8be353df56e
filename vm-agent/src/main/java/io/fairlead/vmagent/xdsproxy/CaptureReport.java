package io.fairlead.vmagent.xdsproxy;

/** What the control plane is told about this host's inbound traffic. */
public sealed interface CaptureReport {

  /** Nothing yet: the host is not known to be captured. */
  record Silent() implements CaptureReport {}

  /** Inbound traffic passes through the proxy: the host's identity stands behind its addresses. */
  record Captured() implements CaptureReport {}

  /** It no longer does. */
  record Ended(String reason) implements CaptureReport {}
}

package io.fairlead.vmagent.health;

import io.fairlead.vmagent.envoy.EnvoyState;

/**
 * How far the host is on its way into the mesh.
 *
 * @param names whether the table of names is there, or none is wanted
 * @param left whether the host is on its way out
 */
public record Readiness(EnvoyState envoy, boolean names, CaptureOutcome capture, boolean left) {

  public static final Readiness START =
      new Readiness(EnvoyState.ABSENT, false, new CaptureOutcome.Absent(), false);

  /** Rules before this would lead traffic to nobody. */
  public boolean mayCapture() {
    return !left && envoy.listening() && names;
  }

  public boolean isCaptured() {
    return capture instanceof CaptureOutcome.Applied;
  }

  /** Traffic passes through the proxy, which knows where to send it. */
  public boolean isReady() {
    return mayCapture() && isCaptured();
  }

  /** What the host is waiting for, for people. */
  public String summary() {
    if (left) {
      return "left the mesh";
    }
    if (!envoy.answers()) {
      return "waiting for Envoy to start";
    }
    if (!envoy.live()) {
      return "waiting for configuration from the control plane";
    }
    if (!envoy.listening()) {
      return "waiting for Envoy's listeners";
    }
    if (!names) {
      return "waiting for the names of the mesh";
    }
    return switch (capture) {
      case CaptureOutcome.Absent() -> "waiting for capture";
      case CaptureOutcome.Failed(String reason) -> "capture failed: " + reason;
      case CaptureOutcome.Applied() -> "in the mesh";
    };
  }
}

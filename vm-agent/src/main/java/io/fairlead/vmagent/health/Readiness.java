package io.fairlead.vmagent.health;

import io.fairlead.vmagent.envoy.EnvoyState;

/**
 * How far the host is on its way into the mesh.
 *
 * @param names whether the table of names is there, or none is wanted
 * @param taken whether callers are told of the host, or this is not waited for
 * @param left whether the host is on its way out
 */
public record Readiness(
    EnvoyState envoy, boolean names, CaptureOutcome capture, boolean taken, boolean left) {

  public static final Readiness START =
      new Readiness(EnvoyState.ABSENT, false, new CaptureOutcome.Absent(), false, false);

  Readiness with(boolean nowTaken) {
    return new Readiness(envoy, names, capture, nowTaken, left);
  }

  /** Rules before this would lead traffic to nobody. */
  public boolean mayCapture() {
    return !left && envoy.listening() && names;
  }

  public boolean isCaptured() {
    return capture instanceof CaptureOutcome.Applied;
  }

  /** Traffic passes through the proxy, which knows where to send it: callers may be told. */
  public boolean mayReport() {
    return mayCapture() && isCaptured();
  }

  /** The host calls, and is called, through the mesh. */
  public boolean isReady() {
    return mayReport() && taken;
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
      case CaptureOutcome.Applied() ->
          taken ? "in the mesh" : "waiting for the control plane to show this host";
    };
  }
}

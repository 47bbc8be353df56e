package io.fairlead.vmagent.health;

/** What has become of the capture that the agent asked for. */
public sealed interface CaptureOutcome {

  /** Nothing is known to be in place. */
  record Absent() implements CaptureOutcome {}

  /** The rules are in place as asked for. */
  record Applied() implements CaptureOutcome {}

  /** They could not be put in place. */
  record Failed(String reason) implements CaptureOutcome {}
}

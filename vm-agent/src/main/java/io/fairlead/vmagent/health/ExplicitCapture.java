package io.fairlead.vmagent.health;

/** Where programs are pointed at the proxy's listeners, nothing needs doing. */
public record ExplicitCapture() implements Capturing {

  @Override
  public void request() {}

  @Override
  public CaptureOutcome outcome() {
    return new CaptureOutcome.Applied();
  }
}

package io.fairlead.vmagent.health;

import java.io.IOException;

/** Has the host's traffic brought to the proxy by whoever may. */
public interface Capturing {

  /** Asks for it; what came of it shows in {@link #outcome}. */
  void request() throws IOException;

  CaptureOutcome outcome() throws IOException;
}

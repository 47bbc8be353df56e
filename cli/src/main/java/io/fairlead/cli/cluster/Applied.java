package io.fairlead.cli.cluster;

import java.util.Locale;

/** An object and what became of it. */
public record Applied(KubeObject object, Outcome outcome) {

  /** What becomes of an object. */
  public enum Outcome {
    CREATED,
    CONFIGURED,
    UNCHANGED,
    /** It is somebody else's. */
    LEFT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

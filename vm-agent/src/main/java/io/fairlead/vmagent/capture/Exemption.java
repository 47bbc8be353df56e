package io.fairlead.vmagent.capture;

/** Traffic that is never led to the proxy, and why. */
public record Exemption(Direction direction, String what, String reason) {

  public enum Direction {
    INBOUND("in"),
    OUTBOUND("out"),
    BOTH("in, out");

    private final String label;

    Direction(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }
}

package io.fairlead.vmagent.capture;

/** Why capture was not changed, in one sentence for the operator. */
public final class CaptureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whose turn it is: the one who wrote the settings, or the one who looks after the host. */
  public enum Cause {
    SETTINGS,
    HOST
  }

  private final Cause reason;

  private CaptureException(Cause reason, String message) {
    super(message);
    this.reason = reason;
  }

  public static CaptureException settings(String message) {
    return new CaptureException(Cause.SETTINGS, message);
  }

  public static CaptureException host(String message) {
    return new CaptureException(Cause.HOST, message);
  }

  public Cause reason() {
    return reason;
  }

  /** What somebody wrote, fit for one line of a terminal. */
  static String quoted(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
    return "'" + (printable.length() > 60 ? printable.substring(0, 60) + "..." : printable) + "'";
  }
}

package io.fairlead.controlplane.ca.join;

/** A credential does not let its bearer in; the message says what to do. */
public final class JoinRefused extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is known of the credential. */
  public enum Reason {
    /** It was never made here, or is garbled: nothing more is said of it. */
    NOT_GENUINE,
    /** It was made here and does not hold any more. */
    NOT_VALID
  }

  private final Reason reason;
  private final String sentence;

  public JoinRefused(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
    this.sentence = sentence;
  }

  public Reason reason() {
    return reason;
  }

  public String sentence() {
    return sentence;
  }
}

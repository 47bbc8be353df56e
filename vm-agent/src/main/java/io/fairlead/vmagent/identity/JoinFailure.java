package io.fairlead.vmagent.identity;

/** Why a host did not join: one sentence with cause and fix, and a kind that scripts can tell. */
public final class JoinFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** The documented exit codes. */
  public enum Kind {
    LOCAL(1),
    UNREACHABLE(3),
    NOT_TRUSTED(4),
    REFUSED(5),
    ALREADY_JOINED(6);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  JoinFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}

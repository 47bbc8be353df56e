package io.fairlead.pki;

/** Key or certificate material that cannot be used, with a sentence fit for people. */
public final class PkiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PkiException(String message) {
    super(message);
  }

  public PkiException(String message, Throwable cause) {
    super(message, cause);
  }
}

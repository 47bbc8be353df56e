package io.fairlead.controlplane.admission.injection;

/** A pod that asks for what cannot be; the message tells its author what to write instead. */
final class InjectionException extends Exception {

  private static final long serialVersionUID = 1L;

  InjectionException(String message) {
    super(message);
  }
}

package io.fairlead.controlplane.caller;

/** A text that no log, message or exception shows by accident. */
public record Secret(String reveal) {

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}

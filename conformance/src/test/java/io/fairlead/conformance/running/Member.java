package io.fairlead.conformance.running;

/** What a host has once it has joined, as PEM. */
record Member(String chain, String key, String root) {

  @Override
  public String toString() {
    return "Member[hidden]";
  }
}

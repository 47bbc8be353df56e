package io.fairlead.controlplane.credential;

import io.fairlead.controlplane.caller.Secret;

/**
 * What a server proves itself with, and whom it accepts, as PEM.
 *
 * @param chain empty where the credential is of roots only
 * @param roots of the clients; empty where none are asked for
 */
public record Credential(String chain, Secret key, String roots) {

  public boolean hasCertificate() {
    return !chain.isEmpty();
  }

  public boolean hasRoots() {
    return !roots.isEmpty();
  }

  @Override
  public String toString() {
    return "Credential[hidden]";
  }
}

package io.fairlead.translation.security;

import java.util.List;

/**
 * Whom a proxy lets in to its own applications.
 *
 * @param identityPrefixes with one of which the identity of every peer begins
 */
public record PeerAdmission(List<String> identityPrefixes, Access access) {
  public PeerAdmission {
    identityPrefixes = List.copyOf(identityPrefixes);
  }
}

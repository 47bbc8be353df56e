package io.fairlead.translation.security;

/**
 * Whom a proxy lets in to its own applications.
 *
 * @param identityPrefix what the identity of every peer begins with
 */
public record PeerAdmission(String identityPrefix, Access access) {}

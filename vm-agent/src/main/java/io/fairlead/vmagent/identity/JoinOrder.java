package io.fairlead.vmagent.identity;

import io.fairlead.pki.PublicKeyHash;
import java.util.List;

/**
 * What an operator asks for when a host is to join.
 *
 * @param controlPlane host and port
 * @param proof why the control plane should take it
 * @param force whether a host that has joined may join anew
 */
public record JoinOrder(
    String controlPlane,
    Proof proof,
    PublicKeyHash caHash,
    String name,
    List<String> addresses,
    boolean force) {

  public JoinOrder {
    addresses = List.copyOf(addresses);
    if (!controlPlane.matches("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "'" + controlPlane + "' is not host:port, such as mesh.example.org:15012");
    }
    if (!name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      throw new IllegalArgumentException(
          "the name '"
              + name
              + "' must have 1 to 63 of a-z, 0-9 and '-': name the host with --name");
    }
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException(
          "the host has no address that others can reach: name one with --address");
    }
  }

  /** With a token that works once. */
  public JoinOrder(
      String controlPlane,
      String token,
      PublicKeyHash caHash,
      String name,
      List<String> addresses,
      boolean force) {
    this(controlPlane, new Proof.JoinToken(token), caHash, name, addresses, force);
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "JoinOrder[" + controlPlane + ", " + name + "]";
  }
}

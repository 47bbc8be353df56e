package io.fairlead.controlplane.ca.join;

import io.fairlead.api.fairlead.v1.JoinRequest;
import io.fairlead.controlplane.caller.Refusals;
import io.fairlead.pki.Csr;
import io.fairlead.pki.PkiException;
import java.net.InetAddress;
import java.security.PublicKey;
import java.util.regex.Pattern;

/** What a host says of itself, once it has been checked. */
record JoiningHost(String name, PublicKey key) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})");
  private static final Pattern VERSION = Pattern.compile("[ -~]{0,64}");
  private static final int MOST_ADDRESSES = 64;

  /** Reads the request, or refuses it with the name of the field that is wrong. */
  static JoiningHost from(JoinRequest request) {
    if (!NAME.matcher(request.getHostname()).matches()) {
      throw Refusals.invalid(
          "hostname: must have 1 to 253 of A-Z, a-z, 0-9, '.', '-' and '_', such as vm1.example.org");
    }
    if (!VERSION.matcher(request.getAgentVersion()).matches()) {
      throw Refusals.invalid("agent_version: must have at most 64 printable ASCII characters");
    }
    if (request.getAddressesCount() > MOST_ADDRESSES) {
      throw Refusals.invalid("addresses: at most " + MOST_ADDRESSES + " are taken");
    }
    request.getAddressesList().forEach(JoiningHost::requireAddress);
    return new JoiningHost(request.getHostname(), verifiedKey(request.getCsr()));
  }

  private static void requireAddress(String address) {
    try {
      InetAddress.ofLiteral(address);
    } catch (IllegalArgumentException e) {
      throw Refusals.invalid("addresses: each must be an IPv4 or IPv6 address");
    }
  }

  private static PublicKey verifiedKey(String csr) {
    try {
      return Csr.verifiedKey(csr);
    } catch (PkiException e) {
      throw Refusals.invalid("csr: " + e.getMessage());
    }
  }
}

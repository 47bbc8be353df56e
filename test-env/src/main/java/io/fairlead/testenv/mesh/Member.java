package io.fairlead.testenv.mesh;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.peers.EnvoyAdmin;
import io.fairlead.testenv.programs.Agent;

/**
 * A host that has joined.
 *
 * @param principal the SPIFFE id that its certificate must have
 */
public record Member(Host host, Agent agent, String principal) {

  /** A client among the host's applications. */
  public Client client() {
    return new Client(host);
  }

  public EnvoyAdmin envoy() {
    return new EnvoyAdmin(host);
  }
}

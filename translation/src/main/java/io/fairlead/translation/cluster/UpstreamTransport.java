package io.fairlead.translation.cluster;

import io.fairlead.model.policy.ClientTls;
import java.util.List;

/** What the bytes to the endpoints of a cluster go in. */
public sealed interface UpstreamTransport {

  /** Nothing. */
  record Plain() implements UpstreamTransport {}

  /**
   * Mutual TLS to the endpoints that are marked for it, nothing to the others.
   *
   * @param identities who may stand behind them, sorted; at least one
   */
  record Marked(List<String> identities) implements UpstreamTransport {
    public Marked {
      identities = List.copyOf(identities);
    }
  }

  /**
   * Mutual TLS of the mesh to every endpoint.
   *
   * @param names of which the endpoint must prove one; empty: any of the mesh
   */
  record Mesh(String serverName, List<String> names) implements UpstreamTransport {
    public Mesh {
      names = List.copyOf(names);
    }
  }

  /** TLS in which nobody is believed: the caller is not given what it would need. */
  record Withheld() implements UpstreamTransport {}

  /**
   * TLS to a server outside of the mesh.
   *
   * @param names of which it must prove one; empty: the one that is asked for
   */
  record Originated(ClientTls.Originated tls, List<String> names) implements UpstreamTransport {
    public Originated {
      names = List.copyOf(names);
    }

    /** Whether the name that each request is for is asked for. */
    boolean asksForRequestedName() {
      return tls.server().sni().isEmpty();
    }

    /** Whether the server must prove the name that each request is for. */
    boolean verifiesRequestedName() {
      return asksForRequestedName()
          && tls.server().subjectAltNames().isEmpty()
          && !(tls.trust() instanceof ClientTls.Trust.Anybody);
    }
  }
}

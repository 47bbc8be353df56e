package io.fairlead.model.policy;

import java.util.List;

/** The TLS that callers use for a host, where they are told. */
public sealed interface ClientTls {

  /** None at all. */
  record Off() implements ClientTls {}

  /** Mutual TLS with the certificate of the mesh, whoever the endpoints are. */
  record Mesh(ServerName server) implements ClientTls {}

  /** TLS as anybody outside of a mesh speaks it. */
  record Originated(ServerName server, Trust trust, List<KeyFiles> own) implements ClientTls {
    public Originated {
      own = List.copyOf(own);
      if (own.size() > 1) {
        throw new IllegalArgumentException("a caller shows one certificate at most");
      }
    }
  }

  /**
   * Who is asked for.
   *
   * @param sni empty: what follows from the mode
   * @param subjectAltNames names of which the server must prove one; empty: what follows from the
   *     mode
   */
  record ServerName(String sni, List<String> subjectAltNames) {
    public ServerName {
      subjectAltNames = List.copyOf(subjectAltNames);
    }
  }

  /** Whose word is taken for it. */
  sealed interface Trust {
    /** That of whom the host trusts. */
    record Host() implements Trust {}

    /** That of the authorities in a file on the host. */
    record Authorities(String file) implements Trust {}

    /** The server's own. */
    record Anybody() implements Trust {}
  }
}

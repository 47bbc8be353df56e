package io.fairlead.model.policy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The TLS that callers use for a host, where they are told. */
public sealed interface ClientTls {

  /** None at all. */
  record Off() implements ClientTls {}

  /** Mutual TLS with the certificate of the mesh, whoever the endpoints are. */
  record Mesh(ServerName server) implements ClientTls {}

  /** TLS as anybody outside of a mesh speaks it. */
  record Originated(ServerName server, Trust trust, Proof own) implements ClientTls {
    private Set<String> named() {
      Set<String> names = new TreeSet<>();
      if (trust instanceof Trust.Held(String credential)) {
        names.add(credential);
      }
      if (own instanceof Proof.Held(String credential)) {
        names.add(credential);
      }
      return names;
    }
  }

  /** The same, of which only gateways are given what it needs: others get no connection. */
  record ForGateways(Originated tls) implements ClientTls {}

  /** What the control plane must hold for it, by name. */
  default Set<String> credentials() {
    return switch (this) {
      case Off ignored -> Set.of();
      case Mesh ignored -> Set.of();
      case Originated tls -> tls.named();
      case ForGateways(Originated tls) -> tls.named();
    };
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

  /** What the caller shows of itself. */
  sealed interface Proof {
    record Nothing() implements Proof {}

    record InFiles(KeyFiles files) implements Proof {}

    /** What the control plane holds under this name. */
    record Held(String credential) implements Proof {}
  }

  /** Whose word is taken for it. */
  sealed interface Trust {
    /**
     * That of whom the host trusts.
     *
     * @param revocations a file of who is believed no more; empty: there is none
     */
    record Host(String revocations) implements Trust {
      public static final Host ALL = new Host("");
    }

    /** That of the authorities in a file on the host. */
    record Authorities(String file, String revocations) implements Trust {}

    /**
     * That of authorities that the rule itself holds.
     *
     * @param roots as PEM, as a proxy takes it
     */
    record Given(String roots) implements Trust {}

    /** That of the authorities of what the control plane holds under this name. */
    record Held(String credential) implements Trust {}

    /** The server's own. */
    record Anybody() implements Trust {}
  }
}

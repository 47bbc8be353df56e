package io.fairlead.model.policy;

import java.util.List;

/** What a server at the edge does about TLS. */
public sealed interface ServerTls {

  /** Plaintext. */
  record None() implements ServerTls {}

  /** Plaintext that is answered by the way to HTTPS. */
  record HttpsRedirect() implements ServerTls {}

  /** Bytes are passed on as they are; the name that the client asks for says where. */
  record Passthrough() implements ServerTls {}

  /**
   * Bytes of mesh clients are passed on as they are; the name that they ask for says to which
   * service.
   */
  record AutoPassthrough() implements ServerTls {}

  /** Ends here. */
  record Terminated(Certificates certificates, Clients clients, Handshake handshake)
      implements ServerTls {}

  /** What the server proves itself with. */
  sealed interface Certificates {

    /** The identity that the proxy has in the mesh. */
    record OfWorkload() implements Certificates {}

    /** What the control plane holds under these names. */
    record Named(List<String> credentials) implements Certificates {
      public Named {
        credentials = List.copyOf(credentials);
        if (credentials.isEmpty()) {
          throw new IllegalArgumentException("a server proves itself with something");
        }
      }
    }

    /** Files on the host of the proxy: one for each kind of key. */
    record InFiles(List<KeyFiles> pairs) implements Certificates {
      public InFiles {
        pairs = List.copyOf(pairs);
        if (pairs.isEmpty()) {
          throw new IllegalArgumentException("a server proves itself with something");
        }
      }
    }
  }

  /** Who vouches for clients. */
  sealed interface Roots {
    /** Those that go with what the server proves itself with first. */
    record OfServer() implements Roots {}

    /** What the control plane holds under this name. */
    record Named(String credential) implements Roots {}

    /**
     * A file on the host of the proxy.
     *
     * @param revocations another, which says who is believed no more; empty: there is none
     */
    record InFile(String file, String revocations) implements Roots {}
  }

  /** What is asked of clients. */
  record Clients(Demand demand, Roots roots, Accepted accepted) {
    public static final Clients ANYBODY =
        new Clients(
            Demand.NONE,
            new Roots.OfServer(),
            new Accepted(List.of(), List.of(), List.of(), false));
  }

  /** Whether clients show a certificate. */
  enum Demand {
    NONE,
    OPTIONAL,
    REQUIRED
  }

  /**
   * Which certificates are accepted among those that the roots vouch for.
   *
   * @param names any of them; empty: any name
   * @param isAnyIssuer whether the roots are not asked
   */
  record Accepted(
      List<String> names, List<String> keyHashes, List<String> hashes, boolean isAnyIssuer) {
    public Accepted {
      names = List.copyOf(names);
      keyHashes = List.copyOf(keyHashes);
      hashes = List.copyOf(hashes);
    }
  }

  /**
   * @param ciphers empty: the proxy's own choice
   */
  record Handshake(TlsVersion min, TlsVersion max, List<String> ciphers) {
    public static final Handshake STANDARD =
        new Handshake(TlsVersion.AUTO, TlsVersion.AUTO, List.of());

    public Handshake {
      ciphers = List.copyOf(ciphers);
    }
  }

  /** Versions of the protocol, the oldest first after the proxy's own choice. */
  enum TlsVersion {
    AUTO,
    V1_0,
    V1_1,
    V1_2,
    V1_3
  }
}

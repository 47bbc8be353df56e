package io.fairlead.controlplane.caller;

import io.fairlead.pki.X509Svid;
import java.math.BigInteger;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Hands the current certificate to each handshake. The chain ends with the root, against all habit,
 * so that a host that joins can find the root whose hash it was told.
 */
final class ServerKeys extends X509ExtendedKeyManager {

  private static final String EC = "EC";
  private static final int HEXADECIMAL = 16;

  private final ServerIdentity identity;

  ServerKeys(ServerIdentity identity) {
    this.identity = identity;
  }

  /** A serial number, so that the key and the chain, asked for one by one, belong together. */
  private String alias() {
    return identity.svid().leaf().getSerialNumber().toString(HEXADECIMAL);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return keyType.equals(EC) ? alias() : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return keyType.equals(EC) ? alias() : null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return keyType.equals(EC) ? new String[] {alias()} : null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return svid(alias)
        .map(
            svid ->
                Stream.concat(svid.chain().stream(), Stream.of(identity.authority().root()))
                    .toArray(X509Certificate[]::new))
        .orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return svid(alias).map(X509Svid::key).orElse(null);
  }

  private Optional<X509Svid> svid(String alias) {
    return identity.svid(new BigInteger(alias, HEXADECIMAL));
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }
}

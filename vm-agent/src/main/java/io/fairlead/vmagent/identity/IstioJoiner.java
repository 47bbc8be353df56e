package io.fairlead.vmagent.identity;

import io.fairlead.pki.Certificates;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PkiException;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.SpiffeId;
import io.fairlead.vmagent.identity.JoinFailure.Kind;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Makes the host a member of a mesh of a stock istiod: with its token, and the root it came with.
 */
public final class IstioJoiner {

  private final IdentityStore store;
  private final ControlPlaneChannels channels;

  /**
   * @param channels to istiod
   */
  public IstioJoiner(IdentityStore store, ControlPlaneChannels channels) {
    this.store = store;
    this.channels = channels;
  }

  /**
   * @param membership what the host will be
   * @param rootPem whom istiod is known by
   * @throws JoinFailure with a sentence that says what to mend
   */
  public void join(Membership membership, String rootPem, String token, boolean force)
      throws JoinFailure {
    if (store.isJoined() && !force) {
      throw new JoinFailure(
          Kind.ALREADY_JOINED,
          "this host has joined already ("
              + store.directory()
              + "): `fairlead-agent status` shows as whom; add --force to join anew");
    }
    try {
      store.prepare();
      Identity identity = identity(membership, Pem.certificates(rootPem), token);
      store.join(membership, identity);
    } catch (PkiException e) {
      throw new JoinFailure(
          Kind.NOT_TRUSTED, "istiod's answer or root-cert.pem cannot be used: " + e.getMessage());
    } catch (IOException e) {
      throw new JoinFailure(
          Kind.LOCAL, "the identity cannot be written to " + store.directory() + ": " + e);
    }
  }

  private Identity identity(Membership membership, List<X509Certificate> roots, String token)
      throws JoinFailure {
    KeyPair key = PrivateKeys.generate();
    String istiod = membership.controlPlanes().getFirst();
    ManagedChannel channel = channels.openTrusting(istiod, roots);
    List<String> chain;
    try {
      chain = PodSigning.chain(channel, istiod, membership.clusterId(), token, key);
    } finally {
      channel.shutdownNow();
    }
    Identity identity = Identity.fromAnswer(chain, key);
    SpiffeId given =
        Certificates.spiffeId(identity.svid().leaf())
            .orElseThrow(() -> new PkiException("the certificate has no single SPIFFE id"));
    SpiffeId wanted =
        new SpiffeId(membership.trustDomain(), membership.namespace(), membership.serviceAccount());
    if (!given.equals(wanted)) {
      throw new PkiException(
          "istiod signed " + given + " and the files say " + wanted + ": write the files again");
    }
    return identity;
  }
}

package io.fairlead.vmagent.identity;

import io.fairlead.api.fairlead.v1.JoinRequest;
import io.fairlead.api.fairlead.v1.JoinResponse;
import io.fairlead.api.fairlead.v1.JoinServiceGrpc;
import io.fairlead.pki.Csr;
import io.fairlead.pki.PinnedTrust;
import io.fairlead.pki.PkiException;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.SpiffeId;
import io.fairlead.pki.SpiffeTrust;
import io.fairlead.vmagent.identity.JoinFailure.Kind;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the host a member: a key that never leaves it, a token spent once, a control plane believed
 * for the hash that the operator handed over. Either all is written or nothing has changed.
 */
public final class Joiner {

  static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("x-mesh-join-token", Metadata.ASCII_STRING_MARSHALLER);

  private final IdentityStore store;
  private final ControlPlaneChannels channels;
  private final InstantSource clock;
  private final String agentVersion;

  public Joiner(
      IdentityStore store,
      ControlPlaneChannels channels,
      InstantSource clock,
      String agentVersion) {
    this.store = store;
    this.channels = channels;
    this.clock = clock;
    this.agentVersion = agentVersion;
  }

  public Membership join(JoinOrder order) throws JoinFailure {
    if (store.isJoined() && !order.force()) {
      throw new JoinFailure(
          Kind.ALREADY_JOINED,
          "this host has joined already ("
              + store.directory()
              + "): `fairlead-agent status` shows as whom; add --force to join anew");
    }
    boolean existed = Files.exists(store.directory());
    prepare();
    boolean joined = false;
    try {
      Membership membership = redeem(order);
      joined = true;
      return membership;
    } finally {
      if (!joined) {
        undo(existed);
      }
    }
  }

  private void prepare() throws JoinFailure {
    try {
      store.prepare();
    } catch (IOException e) {
      throw new JoinFailure(
          Kind.LOCAL,
          "the state directory "
              + store.directory()
              + " cannot be written ("
              + e
              + "): run as a user who may, or set stateDirectory; the token was not used");
    }
  }

  private void undo(boolean existed) throws JoinFailure {
    try {
      store.undoPrepare(existed);
    } catch (IOException e) {
      throw new JoinFailure(Kind.LOCAL, store.directory() + " cannot be removed again: " + e);
    }
  }

  private Membership redeem(JoinOrder order) throws JoinFailure {
    KeyPair key = PrivateKeys.generate();
    PinnedTrust trust =
        SpiffeTrust.pinned(order.caHash(), ControlPlaneChannels::isControlPlane, clock);
    ManagedChannel channel = channels.open(order.controlPlane(), trust);
    try {
      return switch (order.proof()) {
        case Proof.JoinToken token -> {
          JoinResponse answer = call(channel, order, token, key);
          yield accept(
              order, membership(order, answer), answer.getCertChainList(), key, root(trust));
        }
        case Proof.ServiceAccountToken token -> {
          List<String> chain =
              PodSigning.chain(channel, order.controlPlane(), token.cluster(), token.token(), key);
          yield accept(order, PodSigning.membership(order, token, chain), chain, key, root(trust));
        }
      };
    } finally {
      channel.shutdownNow();
    }
  }

  private static X509Certificate root(PinnedTrust trust) {
    return trust
        .root()
        .orElseThrow(() -> new IllegalStateException("an answer without a handshake"));
  }

  private JoinResponse call(
      ManagedChannel channel, JoinOrder order, Proof.JoinToken token, KeyPair key)
      throws JoinFailure {
    Metadata headers = new Metadata();
    headers.put(TOKEN, token.token());
    try {
      return JoinServiceGrpc.newBlockingStub(channel)
          .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .join(
              JoinRequest.newBuilder()
                  .setCsr(Csr.create(key))
                  .setHostname(order.name())
                  .addAllAddresses(order.addresses())
                  .setAgentVersion(agentVersion)
                  .build());
    } catch (StatusRuntimeException e) {
      throw JoinErrors.of(order.controlPlane(), e.getStatus());
    }
  }

  private Membership accept(
      JoinOrder order, Membership membership, List<String> chain, KeyPair key, X509Certificate root)
      throws JoinFailure {
    try {
      Identity identity = Identity.fromAnswer(chain, key);
      requireFits(membership, identity, root);
      store.join(membership, identity);
      return membership;
    } catch (PkiException | IllegalArgumentException e) {
      throw new JoinFailure(
          Kind.NOT_TRUSTED,
          "the control plane's answer cannot be used: "
              + Failures.printable(String.valueOf(e.getMessage()))
              + "; the token is spent: ask for a new one once that is put right");
    } catch (IOException e) {
      throw new JoinFailure(
          Kind.LOCAL,
          "the identity cannot be written to "
              + store.directory()
              + " ("
              + e
              + "); the token is spent: make room and ask for a new one");
    }
  }

  private void requireFits(Membership membership, Identity identity, X509Certificate root) {
    SpiffeId promised =
        new SpiffeId(membership.trustDomain(), membership.namespace(), membership.serviceAccount());
    if (!identity.svid().id().equals(promised)) {
      throw new PkiException(
          "the certificate is for " + identity.svid().id() + ", the answer for " + promised);
    }
    if (!identity.roots().contains(root)) {
      throw new PkiException("the bundle of roots lacks the root with the pinned hash");
    }
    Instant now = clock.instant();
    X509Certificate leaf = identity.svid().leaf();
    if (now.isBefore(leaf.getNotBefore().toInstant())
        || now.isAfter(leaf.getNotAfter().toInstant())) {
      throw new PkiException(
          "the certificate holds from %s to %s and this host's clock says %s: set the clock"
              .formatted(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant(), now));
    }
  }

  private static Membership membership(JoinOrder order, JoinResponse answer) {
    return new Membership(
        order.name(),
        order.addresses(),
        answer.getControlPlanesCount() == 0
            ? List.of(order.controlPlane())
            : answer.getControlPlanesList(),
        answer.getTrustDomain(),
        answer.getNamespace(),
        answer.getWorkloadGroup(),
        answer.getServiceAccount(),
        answer.getMeshId(),
        answer.getClusterId(),
        answer.getNetwork(),
        answer.getLocality(),
        answer.getLabelsMap());
  }
}

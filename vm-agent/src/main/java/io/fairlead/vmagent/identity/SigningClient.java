package io.fairlead.vmagent.identity;

import io.fairlead.api.istio.v1.auth.IstioCertificateRequest;
import io.fairlead.api.istio.v1.auth.IstioCertificateResponse;
import io.fairlead.api.istio.v1.auth.IstioCertificateServiceGrpc;
import io.fairlead.pki.Csr;
import io.fairlead.pki.PkiException;
import io.fairlead.pki.PrivateKeys;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks the control planes in turn, over a connection that the present certificate vouches for. */
public final class SigningClient implements CertificateSigning {

  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ControlPlaneChannels channels;
  private final List<String> controlPlanes;

  public SigningClient(ControlPlaneChannels channels, List<String> controlPlanes) {
    this.channels = channels;
    this.controlPlanes = List.copyOf(controlPlanes);
  }

  @Override
  public Identity sign(Identity current) throws IOException {
    List<String> failures = new ArrayList<>();
    for (String controlPlane : controlPlanes) {
      try {
        return sign(current, controlPlane);
      } catch (StatusRuntimeException e) {
        failures.add(controlPlane + ": " + Failures.sentence(e));
      } catch (PkiException e) {
        failures.add(controlPlane + ": " + e.getMessage());
      }
    }
    throw new IOException(String.join("; ", failures));
  }

  private Identity sign(Identity current, String controlPlane) {
    KeyPair key = PrivateKeys.generate();
    ManagedChannel channel = channels.open(controlPlane, current);
    try {
      IstioCertificateResponse answer =
          IstioCertificateServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .createCertificate(
                  IstioCertificateRequest.newBuilder()
                      .setCsr(Csr.create(key, current.svid().id()))
                      .setValidityDuration(LIFETIME.toSeconds())
                      .build());
      Identity fresh = Identity.fromAnswer(answer.getCertChainList(), key);
      if (!fresh.svid().id().equals(current.svid().id())) {
        throw new PkiException(
            "the control plane signed " + fresh.svid().id() + " for " + current.svid().id());
      }
      return fresh;
    } finally {
      channel.shutdownNow();
    }
  }
}

package io.fairlead.controlplane.ca;

import io.fairlead.api.istio.v1.auth.IstioCertificateRequest;
import io.fairlead.api.istio.v1.auth.IstioCertificateResponse;
import io.fairlead.api.istio.v1.auth.IstioCertificateServiceGrpc;
import io.fairlead.controlplane.caller.Caller;
import io.fairlead.controlplane.caller.Refusals;
import io.fairlead.controlplane.caller.TokenBuckets;
import io.fairlead.controlplane.store.StoreException;
import io.fairlead.pki.Csr;
import io.fairlead.pki.PkiException;
import io.fairlead.pki.SpiffeId;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Istio's certificate service: a member gets a new certificate for the identity that it has proven,
 * whatever its request says.
 */
public final class CertificateService
    extends IstioCertificateServiceGrpc.IstioCertificateServiceImplBase {

  private static final Logger log = LoggerFactory.getLogger(CertificateService.class);
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final int BURST = 20;

  private final CertificateIssuer issuer;
  private final TokenBuckets limits;

  public CertificateService(CertificateIssuer issuer, InstantSource clock) {
    this.issuer = issuer;
    this.limits = new TokenBuckets(INTERVAL, BURST, clock);
  }

  @Override
  public void createCertificate(
      IstioCertificateRequest request, StreamObserver<IstioCertificateResponse> answer) {
    IstioCertificateResponse response;
    try {
      response = issue(member(), request);
    } catch (StatusRuntimeException e) {
      answer.onError(e);
      return;
    } catch (PkiException | StoreException e) {
      log.atError().setCause(e).log("A certificate could not be issued");
      answer.onError(
          Refusals.unavailable(
              "the authority cannot issue certificates at the moment: see the control plane's log"));
      return;
    }
    answer.onNext(response);
    answer.onCompleted();
  }

  private static SpiffeId member() {
    return switch (Caller.current()) {
      case Caller.Workload(SpiffeId id) -> id;
      case Caller.JoinToken _, Caller.Operator _, Caller.Anonymous _ ->
          throw Refusals.unauthenticated(
              "the caller is not authenticated: call with a client certificate of this mesh");
    };
  }

  private IstioCertificateResponse issue(SpiffeId id, IstioCertificateRequest request) {
    // Hosts of one account share an identity: the address tells a busy one from the others.
    if (!limits.tryTake(id + " " + Caller.address())) {
      throw Refusals.tooMany("too many certificate requests: wait a second between two");
    }
    PublicKey key = verifiedKey(request.getCsr());
    var chain =
        issuer
            .sign(key, id, request.getValidityDuration())
            .release("renewal from " + Caller.address());
    return IstioCertificateResponse.newBuilder().addAllCertChain(chain).build();
  }

  private static PublicKey verifiedKey(String csr) {
    try {
      return Csr.verifiedKey(csr);
    } catch (PkiException e) {
      throw Refusals.invalid("csr: " + e.getMessage());
    }
  }
}

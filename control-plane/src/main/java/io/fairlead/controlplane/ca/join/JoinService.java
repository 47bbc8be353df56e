package io.fairlead.controlplane.ca.join;

import io.fairlead.api.fairlead.v1.JoinRequest;
import io.fairlead.api.fairlead.v1.JoinResponse;
import io.fairlead.api.fairlead.v1.JoinServiceGrpc;
import io.fairlead.controlplane.caller.Caller;
import io.fairlead.controlplane.caller.Refusals;
import io.fairlead.controlplane.caller.TokenBuckets;
import io.fairlead.controlplane.store.StoreException;
import io.fairlead.pki.PkiException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gRPC face of joining: limits, statuses and the audit log around {@link Joining}. */
public final class JoinService extends JoinServiceGrpc.JoinServiceImplBase {

  private static final Logger log = LoggerFactory.getLogger(JoinService.class);
  private static final Duration FAILURE_INTERVAL = Duration.ofSeconds(1);
  private static final int FAILURE_BURST = 5;

  private final Joining joining;
  private final TokenBuckets failures;

  public JoinService(Joining joining, InstantSource clock) {
    this.joining = joining;
    this.failures = new TokenBuckets(FAILURE_INTERVAL, FAILURE_BURST, clock);
  }

  @Override
  public void join(JoinRequest request, StreamObserver<JoinResponse> answer) {
    JoinResponse response;
    try {
      response = admitted(request);
    } catch (StatusRuntimeException e) {
      answer.onError(e);
      return;
    } catch (PkiException | StoreException e) {
      log.atError().setCause(e).log("A host could not join");
      answer.onError(
          Refusals.unavailable(
              "the control plane cannot admit hosts at the moment: see its log, then try again"));
      return;
    }
    answer.onNext(response);
    answer.onCompleted();
  }

  private JoinResponse admitted(JoinRequest request) {
    String address = Caller.address();
    if (failures.isEmpty(address)) {
      throw Refusals.tooMany(
          "too many refused attempts to join from this address: wait a second, then try again");
    }
    try {
      return joining.join(Caller.current(), address, request);
    } catch (JoinRefused e) {
      failures.tryTake(address);
      log.atInfo()
          .addKeyValue("address", address)
          .addKeyValue("reason", e.sentence())
          .log("A host was refused");
      throw switch (e.reason()) {
        case NOT_GENUINE -> Refusals.unauthenticated(e.sentence());
        case NOT_VALID -> Refusals.forbidden(e.sentence());
      };
    }
  }
}

package io.fairlead.controlplane.admin;

import io.fairlead.api.fairlead.v1.AdminServiceGrpc;
import io.fairlead.api.fairlead.v1.ApplyRequest;
import io.fairlead.api.fairlead.v1.ApplyResponse;
import io.fairlead.api.fairlead.v1.CreateTokenRequest;
import io.fairlead.api.fairlead.v1.CreateTokenResponse;
import io.fairlead.api.fairlead.v1.DeleteRequest;
import io.fairlead.api.fairlead.v1.DeleteResponse;
import io.fairlead.api.fairlead.v1.GetRequest;
import io.fairlead.api.fairlead.v1.GetResponse;
import io.fairlead.api.fairlead.v1.ListTokensRequest;
import io.fairlead.api.fairlead.v1.ListTokensResponse;
import io.fairlead.api.fairlead.v1.MeshStatusRequest;
import io.fairlead.api.fairlead.v1.MeshStatusResponse;
import io.fairlead.api.fairlead.v1.ProxyStatusRequest;
import io.fairlead.api.fairlead.v1.ProxyStatusResponse;
import io.fairlead.api.fairlead.v1.RevokeTokenRequest;
import io.fairlead.api.fairlead.v1.RevokeTokenResponse;
import io.fairlead.controlplane.push.ConnectedProxies;
import io.fairlead.controlplane.push.PushLoop;
import io.fairlead.controlplane.source.applied.AppliedSource;
import io.fairlead.controlplane.state.MeshStateStore;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin API: each call answered, or refused with one sentence. */
public final class AdminService extends AdminServiceGrpc.AdminServiceImplBase {

  private static final Logger log = LoggerFactory.getLogger(AdminService.class);

  private final Tokens tokens;
  private final Resources resources;
  private final Statuses statuses;

  public AdminService(
      Tokens tokens,
      MeshStateStore states,
      AppliedSource applied,
      ConnectedProxies proxies,
      PushLoop pushes) {
    this.tokens = tokens;
    this.resources = new Resources(states, applied);
    this.statuses = new Statuses(states, proxies, pushes);
  }

  @Override
  public void createToken(
      CreateTokenRequest request, StreamObserver<CreateTokenResponse> observer) {
    answer(observer, () -> tokens.create(request));
  }

  @Override
  public void listTokens(ListTokensRequest request, StreamObserver<ListTokensResponse> observer) {
    answer(observer, tokens::list);
  }

  @Override
  public void revokeToken(
      RevokeTokenRequest request, StreamObserver<RevokeTokenResponse> observer) {
    answer(observer, () -> tokens.revoke(request));
  }

  @Override
  public void apply(ApplyRequest request, StreamObserver<ApplyResponse> observer) {
    answer(observer, () -> resources.apply(request));
  }

  @Override
  public void delete(DeleteRequest request, StreamObserver<DeleteResponse> observer) {
    answer(observer, () -> resources.delete(request));
  }

  @Override
  public void get(GetRequest request, StreamObserver<GetResponse> observer) {
    answer(observer, () -> resources.get(request));
  }

  @Override
  public void proxyStatus(
      ProxyStatusRequest request, StreamObserver<ProxyStatusResponse> observer) {
    answer(observer, statuses::proxies);
  }

  @Override
  public void meshStatus(MeshStatusRequest request, StreamObserver<MeshStatusResponse> observer) {
    answer(observer, statuses::mesh);
  }

  private static <T> void answer(StreamObserver<T> observer, Supplier<T> work) {
    T answer;
    try {
      answer = work.get();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
      return;
    } catch (IllegalArgumentException e) {
      observer.onError(
          Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
      return;
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("An admin call failed");
      observer.onError(
          Status.INTERNAL
              .withDescription("the control plane failed; its log says why")
              .asRuntimeException());
      return;
    }
    observer.onNext(answer);
    observer.onCompleted();
  }
}

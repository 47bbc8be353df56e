package io.fairlead.xds.server;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client at the level of messages: reads as many answers as it is told to. */
@SuppressWarnings("TypeParameterNaming")
final class Asker<Q, P> implements ClientResponseObserver<Q, P> {

  private final List<P> answers = new CopyOnWriteArrayList<>();
  private final int first;
  private volatile Optional<ClientCallStreamObserver<Q>> requests = Optional.empty();
  private volatile Optional<Status> end = Optional.empty();

  private Asker(int first) {
    this.first = first;
  }

  static <Q, P> Asker<Q, P> readingAll() {
    return new Asker<>(Integer.MAX_VALUE);
  }

  static <Q, P> Asker<Q, P> readingNothing() {
    return new Asker<>(0);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> observer) {
    requests = Optional.of(observer);
    observer.disableAutoRequestWithInitial(first);
  }

  @Override
  public void onNext(P answer) {
    answers.add(answer);
  }

  @Override
  public void onError(Throwable cause) {
    end = Optional.of(Status.fromThrowable(cause));
  }

  @Override
  public void onCompleted() {
    end = Optional.of(Status.OK);
  }

  ClientCallStreamObserver<Q> requests() {
    return requests.orElseThrow();
  }

  List<P> answers() {
    return answers;
  }

  Optional<Status> end() {
    return end;
  }
}

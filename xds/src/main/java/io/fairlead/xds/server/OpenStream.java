package io.fairlead.xds.server;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.SynchronizationContext;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call: feeds its {@link StreamState} and sends what comes out. Whatever happens to it runs in
 * {@code turn}, one event at a time, on the thread that brings it.
 *
 * <p>Memory is bounded by the protocol: one request is read ahead, one offer waits, one answer of
 * each type is unacknowledged, and it is serialised only when the transport takes it.
 */
@SuppressWarnings("TypeParameterNaming")
final class OpenStream<Q> implements StreamObserver<Q>, ClientStream, Admission.Guest {

  private static final Logger LOG = LoggerFactory.getLogger(OpenStream.class);

  private final long id;
  private final Wire<Q> wire;
  private final Streams streams;
  private final ServerCallStreamObserver<AnswerBytes> call;
  private final Admission.Place place = new Admission.Place(this);
  private final SynchronizationContext turn = new SynchronizationContext(this::failed);

  /** The newest offer that has not had its turn. */
  private final AtomicReference<@Nullable Snapshot> offer = new AtomicReference<>();

  private final Outbox outbox;

  /** Written in {@code turn} only; read by whoever asks for the status. */
  private volatile StreamState state;

  /** Written once, before the owner learns of this stream. */
  private volatile @Nullable Client client;

  /** The first request until it is handled. Written before and read in {@code turn}. */
  private volatile @Nullable Q early;

  /** Owned by {@code turn}. */
  private boolean isOpened;

  /** Owned by {@code turn}. */
  private boolean isConfigured;

  /** How many questions were answered. Owned by {@code turn}. */
  private long questions;

  /** The nonce of the newest answer to one. Owned by {@code turn}. */
  private String told = "";

  /** Written in {@code turn} only. */
  private volatile boolean isEnded;

  private record Client(Node node, String principal) {}

  OpenStream(long id, Wire<Q> wire, Streams streams, ServerCallStreamObserver<AnswerBytes> call) {
    this.id = id;
    this.wire = wire;
    this.streams = streams;
    this.call = call;
    this.state = StreamState.open(wire.mode());
    this.outbox = new Outbox(call, streams, turn, this::cut);
  }

  /** Takes over the call; must happen before gRPC's own callback returns. */
  void begin() {
    call.disableAutoRequest();
    call.setOnReadyHandler(() -> turn.execute(outbox::flush));
    call.setOnCancelHandler(() -> turn.execute(this::ended));
    streams.admission().enter(place);
  }

  @Override
  public void invited() {
    turn.execute(
        () -> {
          if (!isEnded) {
            call.request(1);
          }
        });
  }

  @Override
  public void admitted() {
    turn.execute(
        () -> {
          Q request = early;
          early = null;
          if (request != null) {
            requested(request, true);
          }
        });
  }

  @Override
  public void overdue() {
    close(Status.DEADLINE_EXCEEDED.withDescription("the stream was opened and asked for nothing"));
  }

  @Override
  public void onNext(Q request) {
    if (isEnded) {
      return;
    }
    try {
      wire.check(request, streams.limits());
      // Outside of the turn: the authenticator reads the gRPC context of this thread.
      boolean isFirst = client == null;
      if (isFirst) {
        client = authenticated(request);
        early = request;
        if (streams.admission().arrived(place)) {
          admitted();
        }
        return;
      }
      turn.execute(() -> requested(request, false));
    } catch (StatusRuntimeException e) {
      close(e.getStatus());
    }
  }

  private Client authenticated(Q request) {
    Node node =
        wire.node(request)
            .orElseThrow(
                () ->
                    Status.INVALID_ARGUMENT
                        .withDescription("the first request of a stream must carry a node")
                        .asRuntimeException());
    return new Client(node, streams.authenticator().authenticate(node));
  }

  private void requested(Q request, boolean isFirst) {
    if (isEnded) {
      return;
    }
    if (isFirst) {
      streams.listener().opened(this);
      isOpened = true;
    }
    ResourceType type = wire.type(request);
    if (streams.reports().contains(type)) {
      streams.listener().reported(this, type, wire.error(request));
    } else if (streams.questions().takes(type)) {
      questioned(type, request);
    } else {
      happened(wire.event(request));
      state = state.sharing(type, streams.names());
      streams.limits().total(type, state);
    }
    outbox.readOn();
  }

  /** A word on an answer is no question; a client may set a nonce of its own. */
  private void questioned(ResourceType type, Q request) {
    if (!told.isEmpty() && wire.nonce(request).equals(told)) {
      return;
    }
    List<Resource> found = streams.questions().answer(this, type, wire.names(request));
    questions++;
    told = "question-" + questions;
    Answer answer = Answer.of(type, told, found);
    outbox.add(AnswerBytes.of(wire.mode(), answer, streams.questions().answerer()));
    outbox.flush();
  }

  @Override
  public Snapshot offered() {
    return state.snapshot();
  }

  @Override
  public void offer(Snapshot snapshot) {
    if (offer.getAndSet(snapshot) == null) {
      turn.execute(this::takeOffer);
    }
  }

  private void takeOffer() {
    Snapshot newest = offer.getAndSet(null);
    if (newest != null && !isEnded) {
      happened(new StreamEvent.Offered(newest));
    }
  }

  private void happened(StreamEvent event) {
    Step step = state.on(event);
    state = step.next();
    step.answers().forEach(answer -> outbox.add(AnswerBytes.of(wire.mode(), answer)));
    outbox.flush();
    settle();
    step.rejection().ifPresent(rejection -> streams.listener().rejected(this, rejection));
  }

  /** A first configuration that was acknowledged makes room for that of another. */
  private void settle() {
    if (!isConfigured && outbox.isEmpty() && state.isSettled()) {
      isConfigured = true;
      streams.admission().done(place, false);
    }
  }

  private void cut() {
    if (!isEnded) {
      LOG.atWarn()
          .addKeyValue("stream", id)
          .addKeyValue("node", client == null ? "" : node().getId())
          .log("A client does not read its answers and was disconnected to make room for others");
      call.onNext(AnswerBytes.cutting());
      ended();
    }
  }

  @Override
  public void onError(Throwable cancelled) {
    turn.execute(this::ended);
  }

  @Override
  public void onCompleted() {
    close(Status.OK);
  }

  @Override
  public void close(Status status) {
    turn.execute(() -> end(status));
  }

  private void end(Status status) {
    if (isEnded) {
      return;
    }
    if (status.isOk()) {
      call.onCompleted();
    } else {
      call.onError(status.asRuntimeException());
    }
    ended();
  }

  private void ended() {
    if (isEnded) {
      return;
    }
    isEnded = true;
    outbox.close();
    early = null;
    streams.left();
    streams.admission().done(place, true);
    if (isOpened) {
      streams.listener().closed(this);
    }
  }

  /** Something in a turn threw: the owner's refusal, a limit, or a defect. */
  private void failed(Thread thread, Throwable cause) {
    if (cause instanceof StatusRuntimeException refusal) {
      end(refusal.getStatus());
      return;
    }
    LOG.atError()
        .addKeyValue("stream", id)
        .addKeyValue("node", client == null ? "" : node().getId())
        .setCause(cause)
        .log("A discovery stream failed and was closed");
    end(Status.INTERNAL.withDescription("the server failed on this stream"));
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public Node node() {
    return known().node();
  }

  @Override
  public String principal() {
    return known().principal();
  }

  private Client known() {
    Client known = client;
    if (known == null) {
      throw new IllegalStateException("a stream is shown to nobody before its client is known");
    }
    return known;
  }

  @Override
  public Map<ResourceType, TypeStatus> status() {
    return state.status();
  }

  @Override
  public Map<ResourceType, Untaken> untaken() {
    return state.untaken();
  }
}

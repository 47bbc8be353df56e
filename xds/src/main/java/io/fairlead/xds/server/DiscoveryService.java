package io.fairlead.xds.server;

import io.fairlead.xds.ResourceType;
import io.grpc.BindableService;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The aggregated discovery service, delta and state of the world, over gRPC. */
public final class DiscoveryService implements BindableService {

  /** A request lists at most {@link Limits#names} names; that many usual ones fit. */
  private static final int LARGEST_REQUEST = 16 << 20;

  private final Streams streams;

  /**
   * @param reports types that clients send and nobody answers
   */
  public DiscoveryService(
      NodeAuthenticator authenticator, StreamListener listener, Set<ResourceType> reports) {
    this(authenticator, listener, reports, Limits.STANDARD);
  }

  public DiscoveryService(
      NodeAuthenticator authenticator,
      StreamListener listener,
      Set<ResourceType> reports,
      Limits limits) {
    this(new Streams(authenticator, listener, reports, Questions.NONE, limits, Timer.SYSTEM));
  }

  /**
   * @param questions types that are answered once for each request
   */
  public DiscoveryService(
      NodeAuthenticator authenticator,
      StreamListener listener,
      Set<ResourceType> reports,
      Questions questions) {
    this(new Streams(authenticator, listener, reports, questions, Limits.STANDARD, Timer.SYSTEM));
  }

  DiscoveryService(Streams streams) {
    this.streams = streams;
  }

  /**
   * Sets on a server what discovery streams need: requests as large as the limits allow, keepalive
   * that finds a dead client within 40 seconds, and leave for clients to do the same.
   */
  public static void tune(ServerBuilder<?> server) {
    server
        .maxInboundMessageSize(LARGEST_REQUEST)
        .keepAliveTime(30, TimeUnit.SECONDS)
        .keepAliveTimeout(10, TimeUnit.SECONDS)
        .permitKeepAliveTime(10, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true);
  }

  /** How many streams are open now, those included whose client is not known yet. */
  public int openStreams() {
    return streams.figures().streams();
  }

  /** What was done so far, and where streams stand. */
  public Figures figures() {
    return streams.figures();
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(DiscoveryMethods.SERVICE)
        .addMethod(
            DiscoveryMethods.DELTA,
            ServerCalls.asyncBidiStreamingCall(answers -> opened(new DeltaWire(), answers)))
        .addMethod(
            DiscoveryMethods.STATE_OF_THE_WORLD,
            ServerCalls.asyncBidiStreamingCall(answers -> opened(new WorldWire(), answers)))
        .build();
  }

  @SuppressWarnings("TypeParameterNaming")
  private <Q> StreamObserver<Q> opened(Wire<Q> wire, StreamObserver<AnswerBytes> answers) {
    try {
      OpenStream<Q> stream =
          new OpenStream<>(
              streams.entered(), wire, streams, (ServerCallStreamObserver<AnswerBytes>) answers);
      stream.begin();
      return stream;
    } catch (StatusRuntimeException e) {
      answers.onError(e);
      return new Refused<>();
    }
  }

  /** Swallows what a client still sends on a call that was answered with an error. */
  private record Refused<Q>() implements StreamObserver<Q> {

    @Override
    public void onNext(Q ignored) {}

    @Override
    public void onError(Throwable ignored) {}

    @Override
    public void onCompleted() {}
  }
}

package io.fairlead.vmagent.xdsproxy;

import io.fairlead.vmagent.discovery.Request;
import io.fairlead.vmagent.discovery.Response;
import io.fairlead.vmagent.discovery.Variant;
import io.fairlead.vmagent.identity.Failures;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One stream of Envoy joined to one stream of a control plane. A side is read only while the other
 * can take more, so that a slow reader costs memory nowhere. A control plane that cannot be reached
 * is passed over for the next one at once, and Envoy notices nothing. One that was reached and is
 * lost ends Envoy's stream: Envoy asks again after its jittered backoff, with the versions that it
 * has, so that many hosts do not fall upon the next control plane as one.
 */
final class RelayStream {

  static final String LISTENERS = "type.googleapis.com/envoy.config.listener.v3.Listener";
  static final String CAPTURE = "type.googleapis.com/fairlead.v1.CaptureInformation";
  static final String UPTAKE = "type.googleapis.com/fairlead.v1.UptakeInformation";
  static final String ABSENCE = "type.googleapis.com/fairlead.v1.AbsenceInformation";

  private static final Logger LOG = LoggerFactory.getLogger(RelayStream.class);

  private final Variant variant;
  private final ServerCall<byte[], byte[]> envoy;
  private final Upstreams upstreams;
  private final ControlPlaneCall controlPlane;
  private final Optional<HeldNames> names;
  private final AnswerEdit edit;
  private final HostNews news;
  private final RelayCounters counters;
  private final Consumer<RelayStream> ended;

  private final CountDownLatch done = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock, as are sending and asking for more.
  private boolean listenersAsked;
  private boolean open = true;
  private boolean pausing;
  private boolean answered;
  private boolean envoyWaits;
  private boolean controlPlaneWaits;

  RelayStream(
      Variant variant,
      ServerCall<byte[], byte[]> envoy,
      Upstreams upstreams,
      Optional<HeldNames> names,
      AnswerEdit edit,
      HostNews news,
      RelayCounters counters,
      Consumer<RelayStream> ended) {
    this.variant = variant;
    this.envoy = envoy;
    this.upstreams = upstreams;
    this.controlPlane =
        new ControlPlaneCall(upstreams, variant.aggregated(), FromControlPlane::new);
    this.names = names;
    this.edit = edit;
    this.news = news;
    this.counters = counters;
    this.ended = ended;
  }

  void start() {
    locked(
        () -> {
          controlPlane.start();
          envoy.sendHeaders(new Metadata());
          envoy.request(1);
        });
  }

  ServerCall.Listener<byte[]> fromEnvoy() {
    return new FromEnvoy();
  }

  /** False where this stream is not far enough: it will be told when it is. */
  boolean report() {
    return locked(
        () -> {
          if (isTalking() && listenersAsked) {
            sendReport();
            return controlPlane.isReached();
          }
          return false;
        });
  }

  /**
   * Tells that the agent will be back, and says nothing more. False where there is nobody to tell.
   */
  boolean pause() {
    return locked(
        () -> {
          if (!isTalking() || !controlPlane.isReached()) {
            return false;
          }
          send(Request.report(variant, ABSENCE, ""));
          controlPlane.finish();
          pausing = true;
          return true;
        });
  }

  /** Waits for the end of a stream that pauses. */
  void awaitEnd(Duration patience) throws InterruptedException {
    boolean unused = done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isTalking() {
    return open && !pausing;
  }

  void cancel() {
    end(Status.UNAVAILABLE.withDescription("the agent stops"));
  }

  private void send(byte[] message) {
    counters.sentToControlPlane(message.length);
    controlPlane.send(message);
  }

  private void sendReport() {
    switch (news.report()) {
      case CaptureReport.Silent() -> {}
      case CaptureReport.Captured() -> {
        send(Request.report(variant, CAPTURE, ""));
        if (news.isAwaited()) {
          send(Request.subscribe(variant, UPTAKE, "", ""));
        }
      }
      case CaptureReport.Ended(String reason) -> send(Request.report(variant, CAPTURE, reason));
    }
  }

  private void requested(byte[] message) throws IOException {
    Request request = Request.parse(message, variant);
    if (!request.error().isEmpty()) {
      counters.refused();
      LOG.atError()
          .addKeyValue("type", request.typeUrl())
          .addKeyValue("reason", request.error())
          .log("Envoy refused configuration and keeps what it had");
    }
    locked(
        () -> {
          if (!isTalking()) {
            return;
          }
          send(message);
          if (!listenersAsked && request.typeUrl().equals(LISTENERS)) {
            listenersAsked = true;
            names.ifPresent(held -> send(held.subscription(variant)));
            sendReport();
          }
          envoyWaits = !controlPlane.isReady();
          if (!envoyWaits) {
            envoy.request(1);
          }
        });
  }

  private void answered(byte[] message) throws IOException {
    Response response = Response.parse(message);
    if (names.isPresent() && response.typeUrl().equals(HeldNames.TYPE)) {
      // Away from the event loop: a table has every name of the mesh.
      Thread.ofVirtual().name("names").start(() -> takeNames(names.get(), response, message));
      return;
    }
    if (response.typeUrl().equals(UPTAKE)) {
      takeUptake(response, message);
      return;
    }
    if (edit.touches(response.typeUrl())) {
      // Away from the event loop, too. Nothing overtakes it: more is asked for once it is sent.
      Thread.ofVirtual().name("edit").start(() -> edit(response, message));
      return;
    }
    pass(message);
  }

  private void takeUptake(Response response, byte[] message) throws IOException {
    boolean isShown = Response.firstBody(message, variant).isPresent();
    locked(
        () -> {
          if (isTalking()) {
            send(Request.accept(variant, response));
            controlPlane.request();
          }
        });
    if (isShown) {
      news.takenUp();
    }
  }

  private void edit(Response response, byte[] message) {
    try {
      pass(edit.edit(variant, response.typeUrl(), message));
    } catch (IOException e) {
      end(Status.INTERNAL.withDescription("the control plane sent no discovery response"));
    }
  }

  private void pass(byte[] message) {
    locked(
        () -> {
          if (!open) {
            return;
          }
          counters.sentToEnvoy(message.length);
          envoy.sendMessage(message);
          controlPlaneWaits = !envoy.isReady();
          if (!controlPlaneWaits) {
            controlPlane.request();
          }
        });
  }

  private void takeNames(HeldNames held, Response response, byte[] message) {
    HeldNames.Word word = held.take(variant, response, message);
    if (!word.refusal().isEmpty()) {
      LOG.atError()
          .addKeyValue("reason", word.refusal())
          .log("name table refused, the last one stays");
    }
    locked(
        () -> {
          if (isTalking()) {
            send(word.message());
            controlPlane.request();
          }
        });
  }

  private void end(Status status) {
    boolean isFirst = locked(() -> open && close(status));
    if (!isFirst) {
      return;
    }
    if (locked(() -> answered)) {
      counters.connected(-1);
    }
    ended.accept(this);
    done.countDown();
  }

  private boolean close(Status status) {
    open = false;
    envoy.close(status, new Metadata());
    controlPlane.close();
    return true;
  }

  private void locked(Runnable step) {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }

  private boolean locked(BooleanSupplier step) {
    lock.lock();
    try {
      return step.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  private final class FromEnvoy extends ServerCall.Listener<byte[]> {

    @Override
    public void onMessage(byte[] message) {
      try {
        requested(message);
      } catch (IOException e) {
        end(Status.INVALID_ARGUMENT.withDescription("not a discovery request"));
      }
    }

    @Override
    public void onReady() {
      locked(
          () -> {
            if (controlPlaneWaits) {
              controlPlaneWaits = false;
              controlPlane.request();
            }
          });
    }

    @Override
    public void onHalfClose() {
      end(Status.OK);
    }

    @Override
    public void onCancel() {
      end(Status.CANCELLED);
    }
  }

  private final class FromControlPlane extends ClientCall.Listener<byte[]> {

    private final Upstreams.Upstream from;

    FromControlPlane(Upstreams.Upstream from) {
      this.from = from;
    }

    @Override
    public void onMessage(byte[] message) {
      boolean first = locked(() -> open && !answered && (answered = true));
      if (first) {
        counters.connected(1);
        upstreams.answered(from);
        LOG.atInfo().addKeyValue("controlPlane", from.target()).log("control plane answers");
      }
      try {
        answered(message);
      } catch (IOException e) {
        end(Status.INTERNAL.withDescription("the control plane sent no discovery response"));
      }
    }

    @Override
    public void onReady() {
      locked(
          () -> {
            controlPlane.reached();
            if (envoyWaits) {
              envoyWaits = false;
              envoy.request(1);
            }
          });
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (locked(() -> pausing)) {
        cancel();
        return;
      }
      boolean wasOpen = locked(() -> open);
      boolean isNews = wasOpen && upstreams.failed(from);
      if (wasOpen) {
        LOG.atLevel(isNews ? Level.WARN : Level.DEBUG)
            .addKeyValue("controlPlane", from.target())
            .addKeyValue("reason", Failures.sentence(status))
            .log("control plane stream ended, the next one is asked");
      }
      if (!locked(() -> open && controlPlane.passOver())) {
        end(status.isOk() ? Status.UNAVAILABLE.withDescription("the control plane ended") : status);
      }
    }
  }
}

package io.fairlead.vmagent.xdsproxy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.vmagent.discovery.Request;
import io.fairlead.vmagent.discovery.Response;
import io.fairlead.vmagent.discovery.Variant;
import io.fairlead.vmagent.identity.Failures;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of Envoy joined to one stream of a control plane. A side is read only while the other
 * can take more, so that a slow reader costs memory nowhere.
 */
final class RelayStream {

  static final String LISTENERS = "type.googleapis.com/envoy.config.listener.v3.Listener";
  static final String NAMES = "type.googleapis.com/istio.networking.nds.v1.NameTable";
  static final String CAPTURE = "type.googleapis.com/fairlead.v1.CaptureInformation";

  private static final Logger LOG = LoggerFactory.getLogger(RelayStream.class);

  private final Variant variant;
  private final ServerCall<byte[], byte[]> envoy;
  private final Upstreams upstreams;
  private final Upstreams.Upstream upstream;
  private final ClientCall<byte[], byte[]> controlPlane;
  private final Optional<NameTableSink> names;
  private final Supplier<CaptureReport> report;
  private final RelayCounters counters;
  private final Consumer<RelayStream> ended;

  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock, as are sending and asking for more.
  private boolean listenersAsked;
  private boolean open = true;
  private boolean answered;
  private boolean envoyWaits;
  private boolean controlPlaneWaits;
  private String acceptedNames = "";

  RelayStream(
      Variant variant,
      ServerCall<byte[], byte[]> envoy,
      Upstreams upstreams,
      Optional<NameTableSink> names,
      Supplier<CaptureReport> report,
      RelayCounters counters,
      Consumer<RelayStream> ended) {
    this.variant = variant;
    this.envoy = envoy;
    this.upstreams = upstreams;
    this.upstream = upstreams.next();
    this.controlPlane = upstream.channel().newCall(variant.aggregated(), CallOptions.DEFAULT);
    this.names = names;
    this.report = report;
    this.counters = counters;
    this.ended = ended;
  }

  void start() {
    controlPlane.start(new FromControlPlane(), new Metadata());
    controlPlane.request(1);
    envoy.sendHeaders(new Metadata());
    envoy.request(1);
  }

  ServerCall.Listener<byte[]> fromEnvoy() {
    return new FromEnvoy();
  }

  /** False where this stream is not far enough: it will be told when it is. */
  boolean report() {
    return locked(
        () -> {
          if (open && listenersAsked) {
            sendReport();
            return true;
          }
          return false;
        });
  }

  void cancel() {
    end(Status.UNAVAILABLE.withDescription("the agent stops"));
  }

  private void send(byte[] message) {
    counters.sentToControlPlane(message.length);
    controlPlane.sendMessage(message);
  }

  private void sendReport() {
    switch (report.get()) {
      case CaptureReport.Silent() -> {}
      case CaptureReport.Captured() -> send(Request.report(variant, CAPTURE, ""));
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
          if (!open) {
            return;
          }
          send(message);
          if (!listenersAsked && request.typeUrl().equals(LISTENERS)) {
            listenersAsked = true;
            names.ifPresent(sink -> send(Request.subscribe(variant, NAMES)));
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
    if (names.isPresent() && response.typeUrl().equals(NAMES)) {
      // Away from the event loop: a table has every name of the mesh.
      Thread.ofVirtual().name("names").start(() -> takeNames(names.get(), response, message));
      return;
    }
    locked(
        () -> {
          if (!open) {
            return;
          }
          counters.sentToEnvoy(message.length);
          envoy.sendMessage(message);
          controlPlaneWaits = !envoy.isReady();
          if (!controlPlaneWaits) {
            controlPlane.request(1);
          }
        });
  }

  private void takeNames(NameTableSink sink, Response response, byte[] message) {
    String refusal = "";
    try {
      Optional<byte[]> body = Response.firstResource(message, variant);
      sink.update(
          body.isEmpty() ? NameTable.getDefaultInstance() : NameTable.parseFrom(body.get()));
    } catch (InvalidProtocolBufferException e) {
      refusal = "the name table is malformed";
    } catch (IOException | RuntimeException e) {
      refusal = "the name table cannot be used: " + e.getMessage();
    }
    acknowledge(response, refusal);
  }

  private void acknowledge(Response response, String refusal) {
    if (!refusal.isEmpty()) {
      LOG.atError().addKeyValue("reason", refusal).log("name table refused, the last one stays");
    }
    locked(
        () -> {
          if (!open) {
            return;
          }
          if (refusal.isEmpty()) {
            acceptedNames = response.version();
            send(Request.accept(variant, response));
          } else {
            send(Request.refuse(variant, acceptedNames, response, refusal));
          }
          controlPlane.request(1);
        });
  }

  private void end(Status status) {
    boolean wasConnected =
        locked(
            () -> {
              if (!open) {
                return false;
              }
              open = false;
              envoy.close(status, new Metadata());
              controlPlane.cancel("the stream ended", null);
              return answered;
            });
    if (wasConnected) {
      counters.connected(-1);
    }
    upstream.channel().shutdownNow();
    ended.accept(this);
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
              controlPlane.request(1);
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

    @Override
    public void onMessage(byte[] message) {
      boolean first = locked(() -> open && !answered && (answered = true));
      if (first) {
        counters.connected(1);
        LOG.atInfo().addKeyValue("controlPlane", upstream.target()).log("control plane answers");
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
            if (envoyWaits) {
              envoyWaits = false;
              envoy.request(1);
            }
          });
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (locked(() -> open)) {
        LOG.atWarn()
            .addKeyValue("controlPlane", upstream.target())
            .addKeyValue("reason", Failures.sentence(status))
            .log("control plane stream ended, Envoy will ask again");
        upstreams.failed(upstream);
      }
      end(status.isOk() ? Status.UNAVAILABLE.withDescription("the control plane ended") : status);
    }
  }
}

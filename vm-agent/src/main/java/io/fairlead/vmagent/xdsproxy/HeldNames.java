package io.fairlead.vmagent.xdsproxy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.vmagent.discovery.Request;
import io.fairlead.vmagent.discovery.Response;
import io.fairlead.vmagent.discovery.Variant;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The name table that the host answers from. It outlives the streams that bring it, so that the
 * next stream, to whatever control plane, brings it again only if it changed.
 */
final class HeldNames {

  static final String TYPE = "type.googleapis.com/istio.networking.nds.v1.NameTable";

  private final NameTableSink sink;

  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock, which keeps them in step with what the sink has.
  private boolean hasTable;
  private String name = "";
  private String version = "";

  HeldNames(NameTableSink sink) {
    this.sink = sink;
  }

  /** Asks for the table, saying which one is there. */
  byte[] subscription(Variant variant) {
    lock.lock();
    try {
      return Request.subscribe(variant, TYPE, name, version);
    } finally {
      lock.unlock();
    }
  }

  /** The word on an answer: it is taken, or refused with the reason. */
  Word take(Variant variant, Response response, byte[] message) {
    lock.lock();
    try {
      update(variant, response, message);
      return new Word(Request.accept(variant, response), "");
    } catch (InvalidProtocolBufferException e) {
      return refusal(variant, response, "the name table is malformed");
    } catch (IOException | RuntimeException e) {
      return refusal(variant, response, "the name table cannot be used: " + e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  /**
   * What to tell the control plane.
   *
   * @param refusal why the answer is refused, or empty
   */
  record Word(byte[] message, String refusal) {}

  private Word refusal(Variant variant, Response response, String reason) {
    return new Word(Request.refuse(variant, version, response, reason), reason);
  }

  private void update(Variant variant, Response response, byte[] message) throws IOException {
    Optional<Response.Body> body = Response.firstBody(message, variant);
    if (body.isPresent()) {
      sink.update(NameTable.parseFrom(body.get().bytes()));
      hold(body.get().name(), variant == Variant.DELTA ? body.get().version() : response.version());
    } else if (variant == Variant.STATE_OF_THE_WORLD
        || !hasTable
        || Response.removed(message).contains(name)) {
      sink.update(NameTable.getDefaultInstance());
      hold("", variant == Variant.DELTA ? "" : response.version());
    }
    // Else nothing changed: so a control plane answers who has what it would send.
  }

  private void hold(String nextName, String nextVersion) {
    hasTable = true;
    name = nextName;
    version = nextVersion;
  }
}

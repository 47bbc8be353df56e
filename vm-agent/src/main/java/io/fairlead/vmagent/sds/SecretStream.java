package io.fairlead.vmagent.sds;

import io.fairlead.vmagent.discovery.Request;
import io.fairlead.vmagent.discovery.Variant;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open stream of secrets: feeds its state and sends what that says. */
final class SecretStream extends ServerCall.Listener<byte[]> {

  /** Where the secrets come from. */
  interface Source {
    /** Whether asking for it blocks. */
    boolean mustRead(String name);

    /** The host's own, and of these names those that are there. */
    Map<String, byte[]> secrets(Set<String> names);
  }

  private static final Logger LOG = LoggerFactory.getLogger(SecretStream.class);

  private final ServerCall<byte[], byte[]> call;
  private final Variant variant;
  private final Source source;
  private final Consumer<SecretStream> ended;
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock, as is sending.
  private final SecretStreamState state;
  private boolean open = true;

  SecretStream(
      Variant variant,
      ServerCall<byte[], byte[]> call,
      Source source,
      Consumer<SecretStream> ended) {
    this.variant = variant;
    this.call = call;
    this.source = source;
    this.ended = ended;
    this.state = new SecretStreamState(variant);
  }

  void start() {
    call.sendHeaders(new Metadata());
    call.request(1);
  }

  void changed() {
    send(() -> state.changed(source.secrets(state.wanted())));
  }

  @Override
  public void onMessage(byte[] message) {
    try {
      Request request = Request.parse(message, variant);
      if (!request.error().isEmpty()) {
        LOG.atError()
            .addKeyValue("reason", request.error())
            .log("Envoy refused a secret and keeps the one before");
      }
      // Files are not read where streams are served.
      if (request.names().stream().anyMatch(source::mustRead)) {
        Thread.ofVirtual().name("secrets").start(() -> answer(request));
      } else {
        answer(request);
      }
    } catch (IOException e) {
      close(Status.INVALID_ARGUMENT.withDescription("not a discovery request"));
    }
  }

  private void answer(Request request) {
    send(() -> state.on(request, source.secrets(both(state.wanted(), request.names()))));
    call.request(1);
  }

  private static Set<String> both(Set<String> names, List<String> more) {
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(more);
    return all;
  }

  private void send(Supplier<Optional<byte[]>> answer) {
    lock.lock();
    try {
      if (open) {
        answer.get().ifPresent(call::sendMessage);
      }
    } finally {
      lock.unlock();
    }
  }

  private void close(Status status) {
    lock.lock();
    try {
      if (open) {
        open = false;
        call.close(status, new Metadata());
      }
    } finally {
      lock.unlock();
      ended.accept(this);
    }
  }

  @Override
  public void onHalfClose() {
    close(Status.OK);
  }

  @Override
  public void onCancel() {
    lock.lock();
    try {
      open = false;
    } finally {
      lock.unlock();
      ended.accept(this);
    }
  }
}

package io.fairlead.registrybridge.source.consul;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One HTTP/2 connection, or the connections of HTTP/1.1 where Consul speaks no other. The first
 * request goes alone: requests that begin while there is no connection would each open one.
 */
final class WatchLine {

  /** Queries on one connection; Consul takes 250. */
  static final int STREAMS = 200;

  /** Queries in all; each costs some kilobytes here and there. */
  static final int MOST = 10_000;

  private static final int OK = 200;
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(5);

  private final HttpClient client;
  private final Semaphore free = new Semaphore(STREAMS);
  private final ReentrantLock opening = new ReentrantLock();

  private volatile boolean isOpen;
  private volatile boolean isMultiplexed;

  /** Waits for an answer. */
  interface Awaiting {
    HttpResponse<byte[]> of(CompletableFuture<HttpResponse<byte[]>> answer, Duration longest)
        throws IOException;
  }

  WatchLine(HttpClient client) {
    this.client = client;
  }

  boolean enter() {
    return free.tryAcquire();
  }

  void leave() {
    free.release();
  }

  /** Opens the connection where there is none, and says whether it carries many queries. */
  boolean open(URI address, String token, Awaiting awaiting) throws IOException {
    if (!isOpen) {
      opening.lock();
      try {
        if (!isOpen) {
          HttpResponse<byte[]> first =
              awaiting.of(send(address.resolve("/v1/status/leader"), token), FIRST_ANSWER);
          isMultiplexed = first.version() == HttpClient.Version.HTTP_2;
          isOpen = first.statusCode() == OK;
        }
      } finally {
        opening.unlock();
      }
    }
    return isMultiplexed;
  }

  void isLost() {
    isOpen = false;
  }

  CompletableFuture<HttpResponse<byte[]>> send(URI uri, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!token.isEmpty()) {
      request.setHeader(ConsulHttp.TOKEN_HEADER, token);
    }
    return client.sendAsync(
        request.build(),
        HttpResponse.BodyHandlers.limiting(
            HttpResponse.BodyHandlers.ofByteArray(), LimitedEntity.LARGEST));
  }

  void close() {
    client.shutdownNow();
  }
}

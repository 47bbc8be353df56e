package io.fairlead.registrybridge.source.consul;

import io.fairlead.registrybridge.source.SourceSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.HttpContext;

/**
 * The HTTP client under Consul's for the queries that stand open for single services, of which
 * there may be a thousand. Consul grants a client a number of connections, not of queries: over TLS
 * it speaks HTTP/2, and one connection carries many of them; else each takes one of its own.
 */
final class WatchHttp extends CloseableHttpClient {

  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final SourceSettings.Access access;
  private final Optional<TokenFile> token;
  private final Duration longest;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();

  /** Owned by {@link #lock}. */
  private final List<WatchLine> lines = new ArrayList<>();

  private volatile boolean isMultiplexed;

  WatchHttp(SourceSettings.Access access) {
    this.access = access;
    this.token =
        access.hasToken() ? Optional.of(new TokenFile(access.tokenFile())) : Optional.empty();
    this.longest = ConsulHttp.longestAnswer(access);
  }

  /** How many queries may stand open at once. */
  int room() {
    int connections = access.watchConnections();
    return isMultiplexed ? Math.min(WatchLine.MOST, connections * WatchLine.STREAMS) : connections;
  }

  @Override
  protected CloseableHttpResponse doExecute(
      HttpHost target, HttpRequest request, HttpContext context) throws IOException {
    if (!(request instanceof HttpUriRequest wanted)) {
      throw new IOException("only requests with a whole URI are sent");
    }
    WatchLine line = line();
    try {
      ConsulHttp.refuseTokenInUrl(request);
      String secret = token.isPresent() ? token.get().token() : "";
      if (access.isTls()) {
        isMultiplexed = line.open(access.address(), secret, this::await);
      }
      return new WatchResponse(await(line.send(wanted.getURI(), secret), longest));
    } catch (IOException e) {
      line.isLost();
      throw e;
    } finally {
      line.leave();
    }
  }

  /** The first connection that has room for one more. */
  private WatchLine line() throws IOException {
    lock.lock();
    try {
      for (WatchLine line : lines) {
        if (line.enter()) {
          return line;
        }
      }
      if (lines.size() >= access.watchConnections()) {
        throw new IOException(
            "more queries would need more than the connections of maxConnections");
      }
      WatchLine next = new WatchLine(client());
      lines.add(next);
      next.enter();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private HttpClient client() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            // Without TLS it would ask each time whether to go on in HTTP/2; Consul does not.
            .version(access.isTls() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .executor(threads);
    if (access.hasCa()) {
      builder.sslContext(ConsulHttp.trusting(access.caFile()));
    }
    return builder.build();
  }

  private HttpResponse<byte[]> await(
      CompletableFuture<HttpResponse<byte[]>> answer, Duration longest) throws IOException {
    try {
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      throw new InterruptedIOException("no longer wanted");
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new SocketTimeoutException("Read timed out");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      lines.forEach(WatchLine::close);
    } finally {
      lock.unlock();
      threads.shutdownNow();
    }
  }

  @Deprecated
  @Override
  public HttpParams getParams() {
    throw new UnsupportedOperationException("replaced by the settings of each request");
  }

  @Deprecated
  @Override
  public ClientConnectionManager getConnectionManager() {
    throw new UnsupportedOperationException("connections belong to the client below");
  }
}

package io.fairlead.registrybridge.source.consul;

import com.ecwid.consul.SingleUrlParameters;
import com.ecwid.consul.UrlParameters;
import com.ecwid.consul.transport.HttpResponse;
import com.ecwid.consul.transport.TransportException;
import com.ecwid.consul.v1.ConsulRawClient;
import io.fairlead.registrybridge.source.SourceSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.http.impl.client.CloseableHttpClient;

/** Asks one Consul agent; every failure is one sentence. */
final class ConsulClient implements AutoCloseable {

  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int LONGEST_QUOTE = 120;

  private final SourceSettings.Access access;
  private final CloseableHttpClient http;
  private final ConsulRawClient consul;

  ConsulClient(SourceSettings.Access access) {
    this(access, ConsulHttp.client(access));
  }

  /**
   * @param http closed with this client
   */
  ConsulClient(SourceSettings.Access access, CloseableHttpClient http) {
    this.access = access;
    this.http = http;
    URI address = access.address();
    consul =
        ConsulRawClient.Builder.builder()
            .setHost(address.getScheme() + "://" + address.getHost())
            .setPort(address.getPort())
            .setHttpClient(http)
            .build();
  }

  /** A body, and the index from which its next change can be waited for. */
  record Answer(long index, String body) {}

  /** Answers at once. */
  Answer get(String path) throws ConsulException {
    return ask(path, List.of());
  }

  /** Answers when the index is above {@code index}, or after {@code wait}. */
  Answer get(String path, long index, Duration wait) throws ConsulException {
    return ask(
        path,
        List.of(
            new SingleUrlParameters("index", Long.toUnsignedString(index)),
            new SingleUrlParameters("wait", wait.toMillis() + "ms")));
  }

  static String encoded(String pathSegment) {
    return URLEncoder.encode(pathSegment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Answer ask(String path, List<UrlParameters> parameters) throws ConsulException {
    List<UrlParameters> all = new ArrayList<>(parameters);
    if (!access.datacenter().isEmpty()) {
      all.add(new SingleUrlParameters("dc", encoded(access.datacenter())));
    }
    try {
      return answer(path, consul.makeGetRequest(path, all));
    } catch (TransportException e) {
      Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
      throw new ConsulException(
          "Consul at " + access.address() + " cannot be asked for " + path + ": " + reason(cause),
          e);
    }
  }

  private Answer answer(String path, HttpResponse response) throws ConsulException {
    if (response.getStatusCode() != OK) {
      throw new ConsulException(
          "Consul answered "
              + path
              + " with status "
              + response.getStatusCode()
              + (response.getStatusCode() == FORBIDDEN
                  ? "; the token needs service:read and node:read: "
                  : ": ")
              + quote(response.getContent()),
          response.getStatusCode());
    }
    if (Boolean.FALSE.equals(response.isConsulKnownLeader())) {
      throw new ConsulException("Consul has no leader and cannot vouch for its answer to " + path);
    }
    if (response.getConsulIndex() == null) {
      throw new ConsulException(
          "the answer to " + path + " has no X-Consul-Index; is this a Consul agent?");
    }
    return new Answer(response.getConsulIndex(), response.getContent());
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : quote(message);
  }

  private static String quote(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
  }

  @Override
  public void close() {
    try {
      http.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing the connections to Consul", e);
    }
  }
}

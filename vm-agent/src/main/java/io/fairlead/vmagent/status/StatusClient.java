package io.fairlead.vmagent.status;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks a running agent how it is. */
public final class StatusClient {

  private static final int PATIENCE_MILLIS = 2_000;
  private static final int MOST_BYTES = 1 << 20;

  private StatusClient() {}

  /** The agent's own JSON. */
  public static String json(InetSocketAddress agent) throws IOException {
    String host = agent.getAddress().getHostAddress();
    URI uri =
        URI.create(
            "http://%s:%d/status"
                .formatted(host.contains(":") ? "[" + host + "]" : host, agent.getPort()));
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } finally {
      connection.disconnect();
    }
  }
}

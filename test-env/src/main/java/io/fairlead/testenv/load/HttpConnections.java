package io.fairlead.testenv.load;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** The connections to one server that wait for their next request. */
final class HttpConnections {

  private final String host;
  private final int port;
  private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

  HttpConnections(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Status and body, with a space between; {@code fresh} means by a connection of its own. */
  String get(String path, boolean fresh) throws IOException {
    @Nullable HttpConnection kept = fresh ? null : idle.pollFirst();
    HttpConnection connection = kept == null ? HttpConnection.open(host, port) : kept;
    boolean reusable = false;
    try {
      HttpConnection.Answer answer = connection.get(path, !fresh);
      reusable = !fresh && !answer.closing();
      return answer.status() + " " + answer.body();
    } finally {
      if (reusable) {
        idle.addFirst(connection);
      } else {
        connection.close();
      }
    }
  }
}

package io.fairlead.testenv.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * HTTP/1.1 in its plainest form, because every ready-made client repeats a failed request and so
 * hides what is looked for here.
 */
final class HttpConnection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int LONGEST_LINE = 16_384;
  private static final int LONGEST_BODY = 1 << 20;

  private final String host;
  private final Socket socket;
  private final InputStream in;

  /** What the server said; {@code closing} if the connection takes no further request. */
  record Answer(int status, String body, boolean closing) {}

  private HttpConnection(String host, Socket socket) throws IOException {
    this.host = host;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static HttpConnection open(String host, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      return new HttpConnection(host, socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  Answer get(String path, boolean keepAlive) throws IOException {
    String request =
        "GET %s HTTP/1.1\r\nhost: %s\r\nconnection: %s\r\n\r\n"
            .formatted(path, host, keepAlive ? "keep-alive" : "close");
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String[] statusLine = line().split(" ", 3);
    if (statusLine.length < 2) {
      throw new IOException("The answer does not begin with a status line");
    }
    int length = 0;
    boolean closing = !keepAlive;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        throw new IOException("The answer has no content-length");
      } else if (lower.startsWith("connection:") && lower.contains("close")) {
        closing = true;
      }
    }
    byte[] body = in.readNBytes(Math.min(length, LONGEST_BODY));
    if (body.length < length) {
      throw new EOFException("The body ended after %d of %d bytes".formatted(body.length, length));
    }
    String text = new String(body, StandardCharsets.UTF_8);
    return new Answer(Integer.parseInt(statusLine[1]), text, closing);
  }

  private String line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || bytes.size() > LONGEST_LINE) {
        throw new EOFException("The connection was closed before an answer");
      }
      if (next != '\r') {
        bytes.write(next);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

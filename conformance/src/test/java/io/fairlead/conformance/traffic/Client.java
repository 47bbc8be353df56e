package io.fairlead.conformance.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairlead.conformance.scenario.Request;
import io.fairlead.conformance.scenario.Request.Bytes;
import io.fairlead.conformance.scenario.Request.Http;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * An application whose connections are captured: the PROXY header in front of each says from where
 * and to where it goes, as the kernel would say it of a redirected one.
 */
public final class Client {

  static final String ASK = "x-ask";

  private static final AtomicLong NEXT = new AtomicLong();
  private static final int PATIENCE = 10_000;

  private final SSLContext tls;

  public Client(SSLContext tls) {
    this.tls = tls;
  }

  /** An address and a port. */
  public record Target(String address, int port) {}

  /** The answer to one request; arrivals are still to be filled in. */
  public record Answer(String ask, Seen seen) {}

  /**
   * Asks once.
   *
   * @param listener where the Envoy takes the connection
   * @param original where the application believes it to go
   */
  public Answer ask(Request request, int listener, Target original) {
    String ask = "ask-" + NEXT.incrementAndGet();
    long start = System.nanoTime();
    Seen seen;
    try (Socket plain = new Socket(InetAddress.ofLiteral("127.0.0.1"), listener)) {
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(PATIENCE);
      write(
          plain,
          "PROXY TCP4 %s %s 40000 %d\r\n"
              .formatted(request.source(), original.address(), original.port()));
      seen = exchange(request, ask, secured(request, plain));
    } catch (IOException e) {
      seen = new Seen(0, Map.of(), "", Duration.ZERO, List.of());
    }
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new Answer(ask, new Seen(seen.status(), seen.headers(), seen.body(), time, List.of()));
  }

  /** Under the name of the server: a session that is resumed would bring back another one. */
  private Socket secured(Request request, Socket plain) throws IOException {
    if (request.serverName().isEmpty()) {
      return plain;
    }
    SSLSocket inside =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(plain, request.serverName().get(), plain.getPort(), true);
    SSLParameters parameters = inside.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(request.serverName().get())));
    inside.setSSLParameters(parameters);
    inside.startHandshake();
    return inside;
  }

  private static Seen exchange(Request request, String ask, Socket socket) throws IOException {
    return switch (request.payload()) {
      case Http http -> exchange(http, ask, socket);
      case Bytes bytes -> {
        write(socket, bytes.line() + "\n");
        String line = HttpText.line(socket.getInputStream());
        yield new Seen(0, Map.of(), line, Duration.ZERO, List.of());
      }
    };
  }

  private static Seen exchange(Http http, String ask, Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(http.method()).append(' ').append(http.path()).append(" HTTP/1.1\r\n");
    text.append("host: ").append(http.host()).append("\r\n");
    http.headers()
        .forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    text.append(ASK).append(": ").append(ask).append("\r\nconnection: close\r\n\r\n");
    write(socket, text.toString());
    InputStream in = new BufferedInputStream(socket.getInputStream());
    HttpText.Message answer = HttpText.read(in, http.method().equals("HEAD"));
    int status = Integer.parseInt(answer.start().split(" ", 3)[1]);
    return new Seen(status, answer.headers(), answer.body(), Duration.ZERO, List.of());
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }
}

package io.fairlead.conformance.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairlead.conformance.scenario.Request;
import io.fairlead.conformance.scenario.Request.Bytes;
import io.fairlead.conformance.scenario.Request.Grpc;
import io.fairlead.conformance.scenario.Request.Http;
import io.fairlead.conformance.scenario.Request.Upgrade;
import io.fairlead.peers.tls.TestTls;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;

/**
 * An application whose connections are captured: the PROXY header in front of each says from where
 * and to where it goes, as the kernel would say it of a redirected one.
 */
public final class Client {

  static final String ASK = "x-ask";

  private static final AtomicLong NEXT = new AtomicLong();
  private static final int PATIENCE = 10_000;
  private static final int SWITCHING = 101;

  private final SSLContext known;
  private final SSLContext anonymous;

  public Client(TestTls tls) {
    this.known = tls.context();
    this.anonymous = tls.anonymous();
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
    if (request.payload() instanceof Grpc call) {
      return new Answer(
          ask, timed(start, GrpcCall.of(call, ask, header(request, original), listener)));
    }
    try (Socket plain = new Socket(InetAddress.ofLiteral("127.0.0.1"), listener)) {
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(PATIENCE);
      write(plain, header(request, original));
      seen = exchange(request, ask, secured(request, plain));
    } catch (IOException e) {
      seen = new Seen(0, Map.of(), "", Duration.ZERO, List.of());
    }
    return new Answer(ask, timed(start, seen));
  }

  private static Seen timed(long start, Seen seen) {
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new Seen(seen.status(), seen.headers(), seen.body(), time, List.of());
  }

  private static String header(Request request, Target original) {
    return "PROXY TCP4 %s %s 40000 %d\r\n"
        .formatted(request.source(), original.address(), original.port());
  }

  /** As it stands: the names that a mesh uses have underscores, which the JDK refuses. */
  private static final class ServerName extends SNIServerName {
    private ServerName(String name) {
      super(StandardConstants.SNI_HOST_NAME, name.getBytes(UTF_8));
    }
  }

  /** Under the name of the server: a session that is resumed would bring back another one. */
  private Socket secured(Request request, Socket plain) throws IOException {
    if (request.security().isEmpty()) {
      return plain;
    }
    Request.Security security = request.security().get();
    SSLContext tls = security.hasCertificate() ? known : anonymous;
    SSLSocket inside =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(plain, security.serverName(), plain.getPort(), true);
    SSLParameters parameters = inside.getSSLParameters();
    parameters.setServerNames(List.of(new ServerName(security.serverName())));
    parameters.setApplicationProtocols(security.protocols().toArray(new String[0]));
    inside.setSSLParameters(parameters);
    inside.startHandshake();
    return inside;
  }

  private static Seen exchange(Request request, String ask, Socket socket) throws IOException {
    return switch (request.payload()) {
      case Http http -> exchange(http, ask, socket);
      case Upgrade upgrade -> {
        Seen answer = exchange(upgrade.request(), ask, socket);
        if (answer.status() != SWITCHING) {
          yield answer;
        }
        write(socket, upgrade.line() + "\n");
        String line = HttpText.line(socket.getInputStream());
        yield new Seen(SWITCHING, answer.headers(), line, Duration.ZERO, List.of());
      }
      case Grpc call -> throw new IllegalStateException(call + " needs no socket");
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
    text.append(ASK).append(": ").append(ask).append("\r\n");
    if (!http.headers().containsKey("connection")) {
      text.append("connection: close\r\n");
    }
    text.append("\r\n");
    write(socket, text.toString());
    InputStream in = socket.getInputStream();
    HttpText.Message answer = HttpText.read(in, http.method().equals("HEAD"));
    int status = Integer.parseInt(answer.start().split(" ", 3)[1]);
    return new Seen(status, answer.headers(), answer.body(), Duration.ZERO, List.of());
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }
}

package io.fairlead.conformance.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/**
 * Servers on loopback, one for each backend. Each takes HTTP/1.1, gRPC, lines of text, and what is
 * no gRPC over TLS too, on one port; it answers with its name and remembers what arrived. The one
 * of the name {@code limits} is a {@link LimitServer}.
 */
public final class Backends implements AutoCloseable {

  /** The name of a backend that counts requests for others. */
  private static final String LIMITS = "limits";

  private static final int TLS_HANDSHAKE = 0x16;
  private static final int SWITCHING = 101;
  private static final int OK = 200;

  /** How a connection of HTTP/2 begins. */
  private static final String HTTP2 = "PRI";

  private final SSLContext tls;
  private final Map<String, ServerSocket> servers = new TreeMap<>();
  private final LimitServer limits = new LimitServer();
  private final Map<String, List<Arrival>> arrivals = new ConcurrentHashMap<>();
  private final Map<String, GrpcBackend> grpc = new ConcurrentHashMap<>();

  public Backends(SSLContext tls) {
    this.tls = tls;
  }

  /** Starts a backend, and says on which port it listens. */
  public int start(String name) {
    if (name.equals(LIMITS)) {
      return limits.start();
    }
    try {
      ServerSocket server = new ServerSocket(0, 512, InetAddress.ofLiteral("127.0.0.1"));
      servers.put(name, server);
      Thread.ofVirtual().name("backend " + name).start(() -> accept(name, server));
      return server.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("starting backend " + name, e);
    }
  }

  /** Every arrival of one request, retries and copies among them. */
  public List<Arrival> of(String ask) {
    return List.copyOf(arrivals.getOrDefault(ask, List.of()));
  }

  private void accept(String name, ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(name, socket));
      }
    } catch (IOException e) {
      // The server was closed: the scenario is over.
    }
  }

  private void serve(String name, Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      PushbackInputStream in = new PushbackInputStream(socket.getInputStream(), HTTP2.length());
      int first = in.read();
      if (first == TLS_HANDSHAKE) {
        InputStream consumed = new java.io.ByteArrayInputStream(new byte[] {(byte) first});
        try (Socket inside = tls.getSocketFactory().createSocket(socket, consumed, true)) {
          talk(name, new PushbackInputStream(inside.getInputStream()), inside.getOutputStream());
        }
      } else if (first == HTTP2.charAt(0) && isHttp2(in)) {
        GrpcBackend backend = grpc.computeIfAbsent(name, key -> new GrpcBackend(key, this));
        Piping.between(in, socket, backend.connect());
      } else if (first >= 0) {
        if (first != HTTP2.charAt(0)) {
          in.unread(first);
        }
        talk(name, in, socket.getOutputStream());
      }
    } catch (IOException e) {
      // Whoever called went away; what it saw is what is judged.
    }
  }

  /** All that was read of a connection that begins with P stands there again. */
  private static boolean isHttp2(PushbackInputStream in) throws IOException {
    in.unread(HTTP2.charAt(0));
    byte[] start = in.readNBytes(HTTP2.length());
    in.unread(start);
    return new String(start, UTF_8).equals(HTTP2);
  }

  /** Text in capitals is HTTP; other lines are answered as they come, in a tunnel too. */
  private void talk(String name, PushbackInputStream in, OutputStream out) throws IOException {
    for (int first = in.read(); first >= 0; first = in.read()) {
      in.unread(first);
      if (Character.isUpperCase(first)) {
        Arrival arrival = Arrival.of(name, HttpText.read(in, false));
        if (arrival.method().equals("CONNECT")) {
          out.write("HTTP/1.1 200 open\r\n\r\n".getBytes(UTF_8));
          out.flush();
          talk(name + " to " + arrival.path(), in, out);
          return;
        }
        answer(arrival, out);
      } else {
        out.write((name + " " + HttpText.line(in) + "\n").getBytes(UTF_8));
        out.flush();
      }
    }
  }

  /** Remembers an arrival, and says how many attempts were before it. */
  int arrived(Arrival arrival) {
    List<Arrival> before =
        arrivals.computeIfAbsent(arrival.ask(), any -> new CopyOnWriteArrayList<>());
    synchronized (before) {
      before.add(arrival);
      return before.size() - 1;
    }
  }

  private void answer(Arrival arrival, OutputStream out) throws IOException {
    int attempt = arrived(arrival);
    pause(arrival);
    boolean asksForMore = arrival.headers().containsKey("upgrade");
    int status = Plan.status(arrival, attempt, asksForMore ? SWITCHING : OK);
    String body = arrival.method().equals("HEAD") || status == SWITCHING ? "" : arrival.backend();
    String more =
        status == SWITCHING
            ? "connection: Upgrade\r\nupgrade: websocket\r\n"
            : "content-length: " + body.length() + "\r\n";
    out.write(
        "HTTP/1.1 %d answer\r\nx-backend: %s\r\nx-own: own\r\n%s\r\n%s"
            .formatted(status, arrival.backend(), more, body)
            .getBytes(UTF_8));
    out.flush();
  }

  static void pause(Arrival arrival) throws IOException {
    try {
      Thread.sleep(Plan.delay(arrival));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    limits.close();
    grpc.values().forEach(GrpcBackend::close);
    for (ServerSocket server : servers.values()) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException("stopping a backend", e);
      }
    }
  }
}

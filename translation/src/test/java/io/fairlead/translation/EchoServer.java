package io.fairlead.translation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An application on 127.0.0.1 that knows nothing of any mesh: greets if told to, then echoes. */
final class EchoServer implements AutoCloseable {

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String greeting;

  EchoServer(String greeting) throws IOException {
    this.greeting = greeting;
    this.server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket connection = server.accept();
        threads.execute(() -> echo(connection));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void echo(Socket connection) {
    try (connection;
        OutputStream out = connection.getOutputStream()) {
      out.write(greeting.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      connection.getInputStream().transferTo(out);
    } catch (IOException e) {
      // The peer went away: there is nobody left to tell.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}

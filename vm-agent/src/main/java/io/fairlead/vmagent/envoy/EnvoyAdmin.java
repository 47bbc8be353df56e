package io.fairlead.vmagent.envoy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Speaks HTTP to Envoy's admin interface over its Unix socket, which the JDK's client cannot. */
public final class EnvoyAdmin {

  /** The answer to one call. */
  public record Reply(int status, String body) {}

  private static final int MOST_BYTES = 4 << 20;

  private final Path socket;
  private final Duration patience;

  public EnvoyAdmin(Path socket, Duration patience) {
    this.socket = socket;
    this.patience = patience;
  }

  /**
   * @throws IOException where nobody answers in time
   */
  public Reply get(String path) throws IOException {
    return call("GET", path);
  }

  /**
   * @throws IOException where nobody answers in time
   */
  public Reply post(String path) throws IOException {
    return call("POST", path);
  }

  private Reply call(String method, String path) throws IOException {
    String request =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: envoy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    long deadline = System.nanoTime() + patience.toNanos();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open()) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
      ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
      while (out.hasRemaining()) {
        await(selector, deadline);
        channel.write(out);
      }
      key.interestOps(SelectionKey.OP_READ);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      ByteBuffer in = ByteBuffer.allocate(8192);
      while (answer.size() < MOST_BYTES) {
        await(selector, deadline);
        if (channel.read(in) < 0) {
          return HttpReply.parse(answer.toByteArray());
        }
        answer.write(in.array(), 0, in.position());
        in.clear();
      }
      throw new IOException("Envoy's answer to " + path + " is longer than " + MOST_BYTES);
    }
  }

  private void await(Selector selector, long deadline) throws IOException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0 || selector.select(left) == 0) {
      throw new IOException("Envoy did not answer on " + socket + " within " + patience);
    }
    selector.selectedKeys().clear();
  }
}

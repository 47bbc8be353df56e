package io.fairlead.vmagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callers meet while the real Envoy is drained and ends right after. */
@Tag("peer")
class DrainTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int CALLERS = 4;

  /** How a request ended. */
  private enum End {
    ANSWERED,
    REFUSED,
    /** It waited to be accepted when the listener was closed. */
    RESET,
    CUT_OFF
  }

  private final Map<End, Integer> ends = new ConcurrentHashMap<>();
  private Path directory = Path.of("/");

  @BeforeEach
  void makeDirectory() throws IOException {
    // Not @TempDir: its long path would not fit into the name of a Unix socket everywhere.
    directory = Files.createTempDirectory(Path.of("/tmp"), "drain-");
  }

  @AfterEach
  void deleteDirectory() throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Test
  void whoComesAtTheEndIsRefusedAndNobodyIsCutOff() throws Exception {
    try (AnsweringEnvoy envoy = new AnsweringEnvoy(directory)) {
      InetSocketAddress address = envoy.address();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(Thread.ofVirtual().start(() -> callUntilRefused(address)));
      }
      await().atMost(PATIENCE).until(() -> ends.getOrDefault(End.ANSWERED, 0) >= 10 * CALLERS);

      Drain.of(envoy.control(), Duration.ofMillis(300));
      envoy.kill();

      for (Thread caller : callers) {
        assertThat(caller.join(PATIENCE)).isTrue();
      }
      assertThat(ends).containsEntry(End.REFUSED, CALLERS).doesNotContainKey(End.CUT_OFF);
      assertThat(ends.getOrDefault(End.RESET, 0)).isLessThanOrEqualTo(CALLERS);
    }
  }

  @Test
  void waitsForARequestThatIsOpen() throws Exception {
    try (AnsweringEnvoy envoy = new AnsweringEnvoy(directory);
        Socket caller = connect(envoy.address())) {
      send(caller, "GET / HTTP/1.1\r\n");
      await().atMost(PATIENCE).until(() -> envoy.control().connections() == 1);

      Thread drain = Thread.ofVirtual().start(() -> drainAndKill(envoy));
      boolean drainedWithoutIt = drain.join(Duration.ofMillis(700));
      send(caller, "Host: main\r\nConnection: close\r\n\r\n");

      assertThat(drainedWithoutIt).isFalse();
      assertThat(read(caller)).startsWith("HTTP/1.1 200");
      assertThat(drain.join(PATIENCE)).isTrue();
    }
  }

  private static void drainAndKill(AnsweringEnvoy envoy) {
    try {
      Drain.of(envoy.control(), PATIENCE);
      envoy.kill();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void callUntilRefused(InetSocketAddress address) {
    End end = End.ANSWERED;
    while (end != End.REFUSED) {
      end = call(address);
      ends.merge(end, 1, Integer::sum);
    }
  }

  /** One request on a connection of its own. */
  private static End call(InetSocketAddress address) {
    try (Socket socket = connect(address)) {
      send(socket, "GET / HTTP/1.1\r\nHost: main\r\nConnection: close\r\n\r\n");
      return read(socket).startsWith("HTTP/1.1 200") ? End.ANSWERED : End.CUT_OFF;
    } catch (ConnectException _) {
      return End.REFUSED;
    } catch (SocketException _) {
      return End.RESET;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket connect(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    socket.connect(address);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Until the other side closes. */
  private static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }
}

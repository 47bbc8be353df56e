package io.fairlead.vmagent.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that we have no part in, and that answers by gRPC's own service of health. */
@Tag("peer")
class GrpcProbeOfEtcdTest {

  @Test
  void etcdIsWellOnceItServesAndNotWellWhenItEnded(@TempDir Path scratch) throws Exception {
    String etcd = System.getenv("FAIRLEAD_ETCD");
    assertThat(etcd).as("FAIRLEAD_ETCD names etcd's program; ./dev test sets it").isNotNull();
    int port = freePort();
    String clients = "http://127.0.0.1:" + port;
    String peers = "http://127.0.0.1:" + freePort();
    Process process =
        new ProcessBuilder(
                etcd,
                "--name=one",
                "--data-dir=" + scratch.resolve("data"),
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=one=" + peers)
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("etcd.log").toFile())
            .start();
    try (AppProbeServer whole = GrpcProbeTest.asking(port, "");
        AppProbeServer unknown = GrpcProbeTest.asking(port, "no.such.Service")) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(GrpcProbeTest.get(whole)).isEqualTo(200));
      assertThat(GrpcProbeTest.get(unknown)).isEqualTo(503);
      process.destroy();
      process.waitFor();
      assertThat(GrpcProbeTest.get(whole)).isEqualTo(503);
    } finally {
      process.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}

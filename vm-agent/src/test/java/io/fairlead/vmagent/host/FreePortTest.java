package io.fairlead.vmagent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @Test
  void namesTheSettingOfAPortThatSomebodyHas() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK);
        DatagramSocket question = new DatagramSocket(0, LOOPBACK)) {
      InetSocketAddress address = new InetSocketAddress(LOOPBACK, taken.getLocalPort());

      assertThat(FreePort.tcp("ports.health", address).problem())
          .get()
          .asString()
          .startsWith("TCP port " + taken.getLocalPort() + " (ports.health) is not free");
      assertThat(
              FreePort.udp("dns.listen", new InetSocketAddress(LOOPBACK, question.getLocalPort()))
                  .problem())
          .isPresent();
    }
  }

  @Test
  void leavesAFreePortFree() throws IOException {
    InetSocketAddress address;
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
      address = new InetSocketAddress(LOOPBACK, taken.getLocalPort());
    }

    assertThat(FreePort.tcp("status.listen", address).problem()).isEmpty();
    assertThat(FreePort.tcp("status.listen", address).problem()).isEmpty();
  }
}

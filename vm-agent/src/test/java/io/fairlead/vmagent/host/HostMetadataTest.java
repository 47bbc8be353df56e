package io.fairlead.vmagent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMetadataTest {

  private static final String LINE =
      "   0: 0100007F:%04X 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 %d 1\n";

  @Test
  void givesAddressesOfOthersReachIpv4First() {
    List<InetAddress> addresses = new HostMetadata().addresses();

    assertThat(addresses)
        .noneMatch(address -> address.isLoopbackAddress() || address.isLinkLocalAddress());
    assertThat(addresses.stream().map(Inet4Address.class::isInstance).toList())
        .isSortedAccordingTo((one, other) -> Boolean.compare(other, one));
    assertThat(new HostMetadata().hostName()).isNotBlank().doesNotContain(".");
  }

  @Test
  void seesAConsulAgentByItsPorts(@TempDir Path proc) throws Exception {
    assertThat(metadata(proc, 8080).hasConsulAgent()).isFalse();
    assertThat(metadata(proc, 8500).hasConsulAgent()).isTrue();
    assertThat(metadata(proc, 8301).hasConsulAgent()).isTrue();
  }

  @Test
  void seesAConsulAgentOnOtherPortsByItsName(@TempDir Path proc) throws Exception {
    HostMetadata metadata = metadata(proc, 18500);
    Path process = proc.resolve("42");
    Files.createDirectories(process.resolve("fd"));
    Files.writeString(process.resolve("comm"), "consul\n");
    Files.createSymbolicLink(process.resolve("fd/3"), Path.of("socket:[7]"));

    assertThat(metadata.hasConsulAgent()).isTrue();
  }

  @Test
  void seesTheSocketsOfThisHost() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      assertThat(new TcpSockets().ports()).contains(server.getLocalPort());
    }
  }

  private static HostMetadata metadata(Path proc, int port) throws Exception {
    Path net = Files.createDirectories(proc.resolve("self/net"));
    Files.writeString(net.resolve("tcp"), "  sl  local_address ...\n" + LINE.formatted(port, 7));
    return new HostMetadata(new TcpSockets(proc));
  }
}

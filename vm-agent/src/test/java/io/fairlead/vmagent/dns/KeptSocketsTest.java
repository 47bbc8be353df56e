package io.fairlead.vmagent.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.netty.handler.codec.dns.DnsRecordType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptSocketsTest {

  private static final InetSocketAddress ANY = new InetSocketAddress("127.0.0.1", 0);
  private static final NameTable TABLE =
      NameTable.newBuilder()
          .putTable("shop.mesh", NameTable.NameInfo.newBuilder().addIps("240.240.0.1").build())
          .build();

  private final FakeDescriptorStore store = new FakeDescriptorStore();

  @AfterEach
  void close() {
    store.close();
  }

  private DnsServer agent(InetSocketAddress listen) {
    DnsSettings settings = new DnsSettings(listen, Path.of("/dev/null"), Duration.ofSeconds(5));
    DnsServer server = new DnsServer(settings, "", store);
    server.update(TABLE);
    server.start();
    return server;
  }

  private InetSocketAddress endedAgent() {
    try (DnsServer ended = agent(ANY)) {
      return ended.address();
    }
  }

  private static void connect(InetSocketAddress address) throws IOException {
    new Socket(address.getAddress(), address.getPort()).close();
  }

  @Test
  void answersWhatWasAskedWhileNoAgentRan() throws Exception {
    InetSocketAddress address = endedAgent();
    DnsAsker asker = new DnsAsker(address);

    try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<DnsAsker.Answer> byUdp = askers.submit(() -> asker.udp("shop.mesh", DnsRecordType.A));
      Future<DnsAsker.Answer> byTcp = askers.submit(() -> asker.tcp("shop.mesh", DnsRecordType.A));
      // By now at the latest a port that nobody holds would have refused both.
      connect(address);
      try (DnsServer next = agent(address)) {
        assertThat(byUdp.get().records()).containsExactly("shop.mesh. 30 A 240.240.0.1");
        assertThat(byTcp.get().records()).containsExactly("shop.mesh. 30 A 240.240.0.1");
      }
    }
  }

  @Test
  void keepsTheSameSocketsOverManyLives() {
    InetSocketAddress address = endedAgent();
    Map<String, Integer> first = store.kept();

    agent(address).close();
    agent(address).close();

    assertThat(store.kept())
        .isEqualTo(first)
        .containsOnlyKeys(KeptSockets.UDP, KeptSockets.TCP, KeptSockets.UDP6, KeptSockets.TCP6);
  }

  @Test
  void letsGoOfSocketsThatListenWhereTheSettingsNoLongerSay() {
    InetSocketAddress before = endedAgent();

    try (DnsServer moved = agent(ANY)) {
      assertThat(moved.address()).isNotEqualTo(before);
      assertThatThrownBy(() -> connect(before)).isInstanceOf(ConnectException.class);
    }
    assertThat(store.kept()).hasSize(4);
  }

  @Test
  void letsGoOfAllWhereNoNamesAreAnswered() {
    InetSocketAddress before = endedAgent();

    DnsServer.release(store);

    assertThat(store.kept()).isEmpty();
    assertThatThrownBy(() -> connect(before)).isInstanceOf(ConnectException.class);
  }
}

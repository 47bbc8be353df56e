package io.fairlead.vmagent.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.settings.systemd.DescriptorStore;
import io.fairlead.testing.Cases;
import io.netty.handler.codec.dns.DnsRecordType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsServerTest {

  private static final NameTable TABLE =
      NameTable.newBuilder()
          .putTable("orders.shop.mesh", info("Consul", "240.240.0.1", "2001:2::1"))
          .putTable("only4.shop.mesh", info("Consul", "240.240.0.2"))
          .putTable("*.wild.mesh", info("Consul", "240.240.0.3"))
          .putTable("many.mesh", info("Consul", addresses(100)))
          .build();

  private final FakeNameServer upstream = FakeNameServer.on("127.0.0.1", 0);
  private final DnsServer server;
  private final Path resolvConf;
  private final DnsAsker asker;

  DnsServerTest(@TempDir Path directory) throws IOException {
    resolvConf = directory.resolve("resolv.conf");
    Files.writeString(resolvConf, "search example\nnameserver 127.0.0.1\n");
    server =
        new DnsServer(
            new DnsSettings(
                new InetSocketAddress("127.0.0.1", 0), resolvConf, Duration.ofSeconds(5)),
            "",
            DescriptorStore.none(),
            upstream.port());
    server.start();
    asker = new DnsAsker(server.address());
  }

  @BeforeEach
  void table() {
    server.update(TABLE);
  }

  @AfterEach
  void stop() {
    server.close();
    upstream.close();
  }

  @Test
  void answersNamesOfTheMeshWithAuthority() {
    for (DnsAsker.Answer answer :
        List.of(
            asker.udp("orders.shop.mesh", DnsRecordType.A),
            asker.tcp("orders.shop.mesh", DnsRecordType.A))) {
      assertThat(answer.rcode()).isZero();
      assertThat(answer.authoritative()).isTrue();
      assertThat(answer.records()).containsExactly("orders.shop.mesh. 30 A 240.240.0.1");
    }
    assertThat(asker.udp("ORDERS.Shop.mesh", DnsRecordType.AAAA).records())
        .containsExactly("ORDERS.Shop.mesh. 30 AAAA 2001:2:0:0:0:0:0:1");
  }

  @Test
  void answersOnIpv6LoopbackToo() {
    DnsAsker other = new DnsAsker(new InetSocketAddress("::1", server.address().getPort()));

    assertThat(other.udp("orders.shop.mesh", DnsRecordType.A).records()).hasSize(1);
    assertThat(other.tcp("orders.shop.mesh", DnsRecordType.A).records()).hasSize(1);
  }

  @Test
  void knowsWildcardsAtEveryDepth() {
    assertThat(asker.udp("a.wild.mesh", DnsRecordType.A).records())
        .containsExactly("a.wild.mesh. 30 A 240.240.0.3");
    assertThat(asker.udp("a.b.wild.mesh", DnsRecordType.A).records()).hasSize(1);
  }

  @Test
  void saysThatANameOfTheMeshHasNoSuchRecord() {
    for (DnsRecordType type :
        List.of(DnsRecordType.AAAA, DnsRecordType.TXT, DnsRecordType.SRV, DnsRecordType.ANY)) {
      DnsAsker.Answer answer = asker.udp("only4.shop.mesh", type);
      assertThat(answer.rcode()).isZero();
      assertThat(answer.records()).isEmpty();
    }
    assertThat(upstream.questions()).isEmpty();
  }

  @Test
  void turnsTheOrderOfSeveralAddresses() {
    List<String> first = asker.tcp("many.mesh", DnsRecordType.A).records();
    List<String> second = asker.tcp("many.mesh", DnsRecordType.A).records();

    assertThat(first).hasSize(100).containsExactlyInAnyOrderElementsOf(second);
    assertThat(first.getFirst()).isNotEqualTo(second.getFirst());
  }

  @Test
  void neverAnswersMoreThanTheAskerTakes() {
    DnsAsker.Answer classic = asker.udp("many.mesh", DnsRecordType.A);
    DnsAsker.Answer larger = asker.udp("many.mesh", DnsRecordType.A, 1232);
    DnsAsker.Answer huge = asker.udp("many.mesh", DnsRecordType.A, 65535);

    assertThat(classic.truncated()).isTrue();
    assertThat(classic.size()).isLessThanOrEqualTo(512);
    assertThat(larger.truncated()).isTrue();
    assertThat(larger.size()).isBetween(513, 1232);
    assertThat(huge.truncated()).isFalse();
    assertThat(huge.records()).hasSize(100);
    assertThat(asker.tcp("many.mesh", DnsRecordType.A).records()).hasSize(100);
  }

  @Test
  void forwardsOtherNamesAndGivesTheAnswerAsItCame() {
    upstream.answers(question -> List.of(answer(question, "192.0.2.7")));

    assertThat(asker.udp("example.org", DnsRecordType.A).records())
        .containsExactly("example.org. 60 A 192.0.2.7");
    assertThat(asker.tcp("example.org", DnsRecordType.A).records())
        .containsExactly("example.org. 60 A 192.0.2.7");
    assertThat(asker.udp("example.org", DnsRecordType.A).id()).isEqualTo(4711);
  }

  @Test
  void asksFromRandomPortsWithRandomIds() {
    upstream.answers(question -> List.of(answer(question, "192.0.2.7")));
    for (int i = 0; i < 12; i++) {
      asker.udp("example.org", DnsRecordType.A);
    }

    assertThat(upstream.questions().stream().map(DnsServerTest::id).distinct().count())
        .isGreaterThan(10);
    assertThat(upstream.askersPorts().stream().distinct().count()).isGreaterThan(6);
  }

  @Test
  void believesNoAnswerToAnotherQuestion() {
    upstream.answers(
        question -> {
          byte[] wrongId = answer(question, "203.0.113.1");
          wrongId[0] ^= 1;
          byte[] wrongName = answer(question, "203.0.113.2");
          wrongName[13] ^= 1;
          byte[] noAnswer = question.clone();
          return List.of(wrongId, wrongName, noAnswer, answer(question, "192.0.2.7"));
        });

    assertThat(asker.udp("example.org", DnsRecordType.A).records())
        .containsExactly("example.org. 60 A 192.0.2.7");
  }

  @Test
  void truncatesAnAnswerThatDoesNotFit() {
    upstream.answers(question -> List.of(Arrays.copyOf(answer(question, "192.0.2.7"), 900)));

    DnsAsker.Answer answer = asker.udp("example.org", DnsRecordType.A);

    assertThat(answer.truncated()).isTrue();
    assertThat(answer.size()).isLessThanOrEqualTo(512);
    assertThat(server.statistics().truncated()).isEqualTo(1);
  }

  @Test
  void asksTheNextServerWhenOneIsSilentOrRefuses() throws IOException {
    try (FakeNameServer second = FakeNameServer.on("127.0.0.2", upstream.port());
        DnsServer both = asking("127.0.0.1", "127.0.0.2")) {
      DnsAsker of = new DnsAsker(both.address());
      second.answers(question -> List.of(answer(question, "192.0.2.8")));

      assertThat(of.udp("silent.example", DnsRecordType.A).records())
          .containsExactly("silent.example. 60 A 192.0.2.8");
      upstream.answers(question -> List.of(failure(question, Rcode.REFUSED)));
      assertThat(of.udp("refused.example", DnsRecordType.A).records())
          .containsExactly("refused.example. 60 A 192.0.2.8");
    }
  }

  @Test
  void asksTheNextServerAtOnceWhenOneIsNotThere() throws IOException {
    upstream.answers(question -> List.of(answer(question, "192.0.2.7")));
    try (DnsServer both = asking("127.0.0.3", "127.0.0.1")) {
      DnsAsker of = new DnsAsker(both.address());

      assertThat(of.udp("example.org", DnsRecordType.A).records()).hasSize(1);
      assertThat(of.tcp("example.org", DnsRecordType.A).records()).hasSize(1);
      assertThat(both.statistics().failed()).isZero();
    }
  }

  /** Three attempts of 600 ms: a resolver that waits for two seconds hears of it in time. */
  @Test
  void failsAfterThreeAttemptsWhenEveryServerIsDead() {
    DnsAsker.Answer answer = asker.udp("example.org", DnsRecordType.A);

    assertThat(answer.rcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(upstream.questions()).hasSizeBetween(1, 3);
    assertThat(asker.udp("orders.shop.mesh", DnsRecordType.A).records()).hasSize(1);
  }

  @Test
  void waitsLongerForASlowNameWhileTheServerLives() {
    long start = System.nanoTime();
    upstream.answers(
        question ->
            question[12] == 0 || System.nanoTime() - start > Duration.ofSeconds(2).toNanos()
                ? List.of(answer(question, "192.0.2.7"))
                : List.of());

    assertThat(asker.udp("slow.example", DnsRecordType.A).records()).hasSize(1);
  }

  @Test
  void neverSaysBeforeTheFirstTableThatANameDoesNotExist() {
    try (DnsServer fresh =
        new DnsServer(
            new DnsSettings(
                new InetSocketAddress("127.0.0.1", 0), resolvConf, Duration.ofSeconds(5)),
            "",
            DescriptorStore.none(),
            upstream.port())) {
      fresh.start();
      DnsAsker early = new DnsAsker(fresh.address());
      upstream.answers(
          question ->
              List.of(
                  DnsQuery.parse(question).name().equals("example.org")
                      ? answer(question, "192.0.2.7")
                      : failure(question, 3)));

      assertThat(fresh.isReady()).isFalse();
      assertThat(early.udp("orders.shop.mesh", DnsRecordType.A).rcode()).isEqualTo(Rcode.SERVFAIL);
      assertThat(early.udp("example.org", DnsRecordType.A).records()).hasSize(1);
      fresh.update(TABLE);
      assertThat(fresh.isReady()).isTrue();
      assertThat(early.udp("unknown.mesh", DnsRecordType.A).rcode()).isEqualTo(Rcode.NXDOMAIN);
    }
  }

  @Test
  void usesNewServersOfAChangedFile() throws IOException {
    try (FakeNameServer second = FakeNameServer.on("127.0.0.2", upstream.port())) {
      upstream.answers(question -> List.of(answer(question, "192.0.2.7")));
      second.answers(question -> List.of(answer(question, "192.0.2.8")));
      Files.writeString(resolvConf, "nameserver 127.0.0.2\n");

      await()
          .untilAsserted(
              () ->
                  assertThat(asker.udp("example.org", DnsRecordType.A).records())
                      .containsExactly("example.org. 60 A 192.0.2.8"));
    }
  }

  @Test
  void dropsQuestionsOfItsOwnThatComeBack() {
    upstream.answers(
        question -> {
          byte[] back =
              new DnsAsker(server.address())
                  .exchangeUdp(new byte[] {0, 9, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0});
          assertThat(back).hasSize(12);
          send(question);
          return List.of();
        });

    assertThat(asker.udp("example.org", DnsRecordType.A).rcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(server.statistics().looped()).isPositive();
    assertThat(server.statistics().forwarded()).isEqualTo(1);
  }

  @Test
  void refusesOrdersThatAreNoQuestions() {
    byte[] answer = asker.exchangeUdp(new byte[] {0x46, 0x4c, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0});

    assertThat(DnsHeader.read(answer).rcode()).isEqualTo(Rcode.NOTIMP);
  }

  @Test
  void survivesGarbageAndCountsIt() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(server.address());
      Cases.check(
          2_000,
          (random, seed) -> {
            byte[] garbage = DnsAsker.question(1, "a.example.org", DnsRecordType.A, 1232);
            int changes = random.nextInt(1, 12);
            for (int i = 0; i < changes; i++) {
              garbage[random.nextInt(garbage.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(garbage, random.nextInt(garbage.length + 1));
            try {
              socket.send(new DatagramPacket(cut, cut.length));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }

    await().until(() -> server.statistics().malformed() > 500);
    assertThat(asker.udp("orders.shop.mesh", DnsRecordType.A).records()).hasSize(1);
  }

  @Test
  void parsesAnyBytesOrSaysThatTheyAreMalformed() {
    Cases.check(
        20_000,
        (random, seed) -> {
          byte[] bytes = new byte[random.nextInt(80)];
          random.nextBytes(bytes);
          if (bytes.length > 6) {
            bytes[2] &= 0x7f;
            bytes[4] = 0;
            bytes[5] = 1;
            bytes[6] = 0;
          }
          try {
            DnsQuery.parse(bytes);
          } catch (MalformedMessageException e) {
            assertThat(e.getMessage()).isNotEmpty();
          }
        });
  }

  @Test
  void closesAConnectionThatSendsGarbage() throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(new byte[] {0, 3, 1, 2, 3});
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void boundsConnectionsAndWaitingQuestions() throws IOException {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        idle.add(new Socket(server.address().getAddress(), server.address().getPort()));
      }
      await().until(() -> server.statistics().overloaded() > 40);
      assertThat(asker.udp("orders.shop.mesh", DnsRecordType.A).records()).hasSize(1);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
    await()
        .ignoreExceptions()
        .until(() -> asker.tcp("orders.shop.mesh", DnsRecordType.A).records().size() == 1);
  }

  @Test
  void saysWhoCannotListenWhere() {
    DnsSettings taken = new DnsSettings(server.address(), resolvConf, Duration.ofSeconds(5));
    try (DnsServer second = new DnsServer(taken)) {
      assertThatThrownBy(second::start).hasMessageContaining("dns.listen, udp");
    }
    assertThatThrownBy(
            () ->
                new DnsSettings(
                    new InetSocketAddress("0.0.0.0", 53), resolvConf, Duration.ofSeconds(5)))
        .hasMessageContaining("loopback");
  }

  /** A server of its own, which knows the table and asks these. */
  private DnsServer asking(String... nameServers) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String address : nameServers) {
      text.append("nameserver ").append(address).append('\n');
    }
    Path file = Files.writeString(resolvConf.resolveSibling("other.conf"), text);
    DnsServer other =
        new DnsServer(
            new DnsSettings(new InetSocketAddress("127.0.0.1", 0), file, Duration.ofSeconds(5)),
            "",
            DescriptorStore.none(),
            upstream.port());
    other.start();
    other.update(TABLE);
    return other;
  }

  private void send(byte[] message) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(server.address());
      socket.send(new DatagramPacket(message, message.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One address for whatever was asked. */
  private static byte[] answer(byte[] question, String address) {
    int end = DnsQuery.parse(question).questionEnd();
    byte[] bytes = Arrays.copyOf(question, end + 16);
    bytes[2] = (byte) 0x81;
    bytes[3] = (byte) 0x80;
    bytes[7] = 1;
    bytes[11] = 0;
    byte[] record = {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 0, 0, 0, 0};
    System.arraycopy(record, 0, bytes, end, record.length);
    System.arraycopy(InetAddress.ofLiteral(address).getAddress(), 0, bytes, end + 12, 4);
    return bytes;
  }

  private static byte[] failure(byte[] question, int rcode) {
    return DnsReply.failure(DnsQuery.parse(question), rcode);
  }

  private static int id(byte[] message) {
    return DnsHeader.read(message).id();
  }

  private static NameTable.NameInfo info(String registry, String... ips) {
    return NameTable.NameInfo.newBuilder().setRegistry(registry).addAllIps(List.of(ips)).build();
  }

  private static String[] addresses(int count) {
    return IntStream.range(0, count).mapToObj(i -> "240.240.1." + i).toArray(String[]::new);
  }
}

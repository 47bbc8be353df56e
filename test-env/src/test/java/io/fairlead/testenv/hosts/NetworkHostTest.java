package io.fairlead.testenv.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.RunningProcess;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.services.EchoService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("root")
final class NetworkHostTest {

  private Network network;

  @BeforeEach
  void open() {
    network = Network.open(RandomGenerator.getDefault());
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void hostsReachEachOtherAndThisMachine() {
    NetworkHost left = network.host("left");
    NetworkHost right = network.host("right");
    EchoService service = EchoService.http(right, "hello", 8080);
    String url = "http://" + right.address() + ":8080/";

    assertThat(left.run(User.APPLICATION, "curl", "-sf", url).orThrow()).contains("hello");
    assertThat(Commands.run("curl", "-sf", url).orThrow()).contains("hello");
    service.close();
    assertThat(left.run(User.APPLICATION, "curl", "-sf", url).succeeded()).isFalse();
  }

  @Test
  void aHostHasItsOwnNameUsersNameServerAndRules() {
    NetworkHost host = network.host("web");

    assertThat(host.run(User.ROOT, "hostname").orThrow()).isEqualTo("web");
    assertThat(host.run(User.PROXY, "id", "-un").orThrow()).isEqualTo("fairlead-proxy");
    assertThat(host.run(User.AGENT, "cat", "/etc/resolv.conf").orThrow())
        .isEqualTo("nameserver " + network.gateway());
    assertThat(host.run(User.ROOT, "iptables", "-w", "-t", "nat", "-N", "MINE").succeeded())
        .isTrue();
    assertThat(Commands.run("iptables", "-w", "-t", "nat", "-S").output()).doesNotContain("MINE");
  }

  @Test
  void closingTheNetworkLeavesNothing() throws Exception {
    NetworkHost host = network.host("web");
    RunningProcess sleeper = host.start("sleeper", User.APPLICATION, List.of("sleep", "600"));
    long pid = sleeper.program().pid();
    Path files = network.directory();
    String cable = Commands.run("ip", "-o", "addr").output();
    assertThat(cable).contains(network.gateway());

    network.close();

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(Files.exists(files)).isFalse();
    Waiting.until(
        "the interface to go",
        Duration.ofSeconds(5),
        () -> !Commands.run("ip", "-o", "addr").output().contains(network.gateway()));
  }
}

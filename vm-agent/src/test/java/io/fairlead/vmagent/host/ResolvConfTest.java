package io.fairlead.vmagent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResolvConfTest {

  @Test
  void givesTheServersInOrderAndPassesOverTheRest() {
    ResolvConf conf =
        ResolvConf.parse(
            """
            # nameserver 10.0.0.1
            search example.org
            nameserver 10.0.0.2
              nameserver\tfd00::2 # the other
            nameserver not-an-address
            nameservers 10.0.0.3
            nameserver 10.0.0.2
            nameserver 0.0.0.0
            options edns0
            """);

    assertThat(conf.nameServers())
        .containsExactly(
            InetAddress.ofLiteral("10.0.0.2"),
            InetAddress.ofLiteral("fd00::2"),
            InetAddress.ofLiteral("127.0.0.1"));
  }

  @Test
  void namesNoServerWhereThereIsNoFile() {
    assertThat(ResolvConf.read(Path.of("/nowhere/resolv.conf")).nameServers()).isEmpty();
  }
}

package io.fairlead.vmagent.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.istio.networking.nds.v1.NameTable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeshNamesTest {

  @Test
  void callsServicesOfKubernetesByTheirShortNamesToo() {
    NameTable table =
        NameTable.newBuilder()
            .putTable("web.shop.svc.cluster.local", kubernetes("web", "shop", "10.0.0.1"))
            .putTable("web.other.svc.cluster.local", kubernetes("web", "other", "10.0.0.2"))
            .putTable("db.shop", info("Consul", "10.0.0.3"))
            .putTable("db.shop.svc.cluster.local", kubernetes("db", "shop", "10.0.0.4"))
            .putTable("web.elsewhere.example", kubernetes("web", "elsewhere", "10.0.0.5"))
            .build();
    MeshNames names = MeshNames.of(table, "shop");

    assertThat(ipv4(names, "web.shop")).containsExactly("10.0.0.1");
    assertThat(ipv4(names, "web.shop.svc")).containsExactly("10.0.0.1");
    assertThat(ipv4(names, "web")).containsExactly("10.0.0.1");
    assertThat(ipv4(names, "web.other")).containsExactly("10.0.0.2");
    assertThat(ipv4(names, "db.shop")).as("its own name counts first").containsExactly("10.0.0.3");
    assertThat(names.find("web.elsewhere")).isEmpty();
    assertThat(MeshNames.of(table, "").find("web")).isEmpty();
  }

  @Test
  void takesTheNearestWildcardAndAnExactNameBeforeIt() {
    MeshNames names =
        MeshNames.of(
            NameTable.newBuilder()
                .putTable("*.example.org", info("Consul", "10.0.0.1"))
                .putTable("*.a.example.org", info("Consul", "10.0.0.2"))
                .putTable("b.a.example.org.", info("Consul", "10.0.0.3"))
                .build(),
            "");

    assertThat(ipv4(names, "x.example.org")).containsExactly("10.0.0.1");
    assertThat(ipv4(names, "y.x.a.example.org")).containsExactly("10.0.0.2");
    assertThat(ipv4(names, "b.a.example.org")).containsExactly("10.0.0.3");
    assertThat(names.find("example.org")).isEmpty();
    assertThat(names.find("")).isEmpty();
  }

  @Test
  void leavesOutWhatIsNoNameOrNoAddressAndKeepsTheRest() {
    MeshNames names =
        MeshNames.of(
            NameTable.newBuilder()
                .putTable("*", info("Consul", "10.0.0.1"))
                .putTable("", info("Consul", "10.0.0.1"))
                .putTable("a.*.example", info("Consul", "10.0.0.1"))
                .putTable("good.example", info("Consul", "not an address", "10.0.0.2", "fd00::2"))
                .build(),
            "");

    assertThat(names.refused()).isEqualTo(4);
    assertThat(names.size()).isEqualTo(1);
    assertThat(ipv4(names, "good.example")).containsExactly("10.0.0.2");
  }

  @Test
  void findsEveryNameOfALargeTable() {
    NameTable.Builder table = NameTable.newBuilder();
    for (int i = 0; i < 50_000; i++) {
      table.putTable(
          "service-" + i + ".mesh", info("Consul", "10.%d.%d.1".formatted(i >> 8, i & 255)));
    }
    MeshNames names = MeshNames.of(table.build(), "");

    assertThat(names.size()).isEqualTo(50_000);
    assertThat(ipv4(names, "service-49999.mesh")).containsExactly("10.195.79.1");
  }

  private static List<String> ipv4(MeshNames names, String name) {
    return names.find(name).orElseThrow().ipv4().stream()
        .map(
            bytes -> {
              try {
                return InetAddress.getByAddress(bytes).getHostAddress();
              } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  private static NameTable.NameInfo info(String registry, String... ips) {
    return NameTable.NameInfo.newBuilder().setRegistry(registry).addAllIps(List.of(ips)).build();
  }

  private static NameTable.NameInfo kubernetes(String name, String namespace, String ip) {
    return info("Kubernetes", ip).toBuilder().setShortname(name).setNamespace(namespace).build();
  }
}

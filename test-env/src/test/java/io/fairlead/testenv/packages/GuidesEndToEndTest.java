package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.hosts.BootedNetwork;
import io.fairlead.testenv.process.Commands;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the guides tell people to type does what they say. */
@Tag("story")
final class GuidesEndToEndTest {

  private BootedNetwork network;
  private Repository repository;

  @BeforeEach
  void open() {
    network = BootedNetwork.open();
    repository = Repository.serve(network);
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void oneVmByHand() {
    BootedHost mesh = network.host("mesh");
    BootedHost vm = network.host("vm");
    for (BootedHost host : List.of(mesh, vm)) {
      host.shell("echo '%s mesh.example' >>/etc/hosts".formatted(mesh.address())).orThrow();
    }
    Applications.serve(vm);
    Inventory before = Inventory.of(vm);

    Guide.read("one-vm.md").run(Map.of("control-plane", mesh, "vm", vm));

    assertThat(Inventory.of(vm).since(before))
        .noneMatch(line -> line.matches("\\+(rule|process|unit|address) .*fairlead.*"));
  }

  @Test
  void hostsWithoutAWayOut() {
    Commands.run(
            "bash",
            "-euc",
            "cd \"$1\"; tar -cf ../medium.tar .; mv ../medium.tar .",
            "medium",
            repository.files().toString())
        .orThrow();
    BootedHost debian = network.host("debian");
    BootedHost rpm = network.host("rpm", Installer.DNF.image());
    // A distribution of rpms has it.
    rpm.shell("mkdir -p /etc/yum.repos.d").orThrow();
    for (BootedHost host : List.of(debian, rpm)) {
      host.shell(
              """
              mkdir -p /media/fairlead
              curl -fsS http://packages.mesh.example/medium.tar | tar -x -C /media/fairlead
              ip route add unreachable %s
              """
                  .formatted(network.gateway()))
          .orThrow();
      host.shell("! curl -s -m 2 http://packages.mesh.example/").orThrow();
    }

    Guide.read("air-gapped.md").run(Map.of("debian", debian, "rpm", rpm));

    for (BootedHost host : List.of(debian, rpm)) {
      assertThat(host.shell("fairlead-agent --help").orThrow()).contains("join");
    }
  }
}

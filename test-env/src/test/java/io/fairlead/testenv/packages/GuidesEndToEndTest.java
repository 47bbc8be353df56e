package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.hosts.BootedNetwork;
import io.fairlead.testenv.hosts.Image;
import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.Commands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the guides tell people to type does what they say. */
@Tag("story")
final class GuidesEndToEndTest {

  private static final String SEED = "/var/lib/cloud/seed/nocloud/";
  private static final Duration FIRST_BOOT = Duration.ofMinutes(3);

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

  private static void introduce(BootedHost mesh, BootedHost vm) {
    for (BootedHost host : List.of(mesh, vm)) {
      host.shell("echo '%s mesh.example' >>/etc/hosts".formatted(mesh.address())).orThrow();
    }
  }

  @Test
  void oneVmByHand() {
    BootedHost mesh = network.host("mesh");
    BootedHost vm = network.host("vm");
    introduce(mesh, vm);
    Applications.serve(vm);
    Inventory before = Inventory.of(vm);

    Guide.read("one-vm.md").run(Map.of("control-plane", mesh, "vm", vm));

    assertThat(Inventory.of(vm).since(before))
        .noneMatch(line -> line.matches("\\+(rule|process|unit|address) .*fairlead.*"));
  }

  @Test
  void vmsByCloudInit() {
    BootedHost mesh = network.host("mesh");
    BootedHost vm = network.host("vm", Image.CLOUD);
    introduce(mesh, vm);
    Applications.serve(vm);
    Guide.read("one-vm.md").sections("The control plane").run(Map.of("control-plane", mesh));
    Guide guide = Guide.read("cloud-init.md");

    guide.sections("1.", "2.").run(Map.of("control-plane", mesh));
    // What a cloud does: cloud-init has found nothing on this host so far, and finds this now.
    vm.write(SEED + "user-data", mesh.shell("cat user-data").orThrow());
    vm.write(SEED + "meta-data", "instance-id: hello-1\n");
    vm.reboot(FIRST_BOOT);
    guide.sections("3.").run(Map.of("vm", vm));

    assertThat(vm.shell("fairlead-agent status").orThrow()).contains("/ns/demo/sa/hello");
    assertThat(vm.shell("runuser -u application cat /var/lib/cloud/instance/user-data.txt"))
        .extracting(CommandResult::succeeded)
        .isEqualTo(false);
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

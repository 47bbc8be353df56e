package io.fairlead.settings.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DescriptorStoreTest {

  private static final String SELF = Long.toString(ProcessHandle.current().pid());

  private static DescriptorStore store(String pid, String count, String names) {
    return ServiceNotifier.fromEnvironment(
            Map.of(
                "NOTIFY_SOCKET", "@nobody-" + UUID.randomUUID(),
                "LISTEN_PID", pid,
                "LISTEN_FDS", count,
                "LISTEN_FDNAMES", names))
        .descriptors();
  }

  @Test
  void givesSystemdACopyAndTheNameOfIt() throws Throwable {
    String address = "@fairlead-test-" + UUID.randomUUID();
    try (NotifyReceiver systemd = new NotifyReceiver(address)) {
      DescriptorStore store =
          ServiceNotifier.fromEnvironment(Map.of("NOTIFY_SOCKET", address)).descriptors();

      store.keep("dns-udp", systemd.descriptor());
      store.forget("dns-tcp");

      NotifyReceiver.Gift gift = systemd.nextGift();
      assertThat(gift.text()).isEqualTo("FDSTORE=1\nFDPOLL=0\nFDNAME=dns-udp");
      assertThat(file(gift.descriptor())).isEqualTo(file(systemd.descriptor()));
      assertThat(systemd.next()).isEqualTo("FDSTOREREMOVE=1\nFDNAME=dns-tcp");
    }
  }

  private static Path file(int descriptor) throws Exception {
    return Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor)));
  }

  @Test
  void findsByNameWhatSystemdPasses() {
    DescriptorStore store = store(SELF, "2", "dns-udp:dns-tcp");

    assertThat(store.held("dns-udp")).hasValue(3);
    assertThat(store.held("dns-tcp")).hasValue(4);
    assertThat(store.held("dns-udp6")).isEmpty();
  }

  @Test
  void takesNothingThatIsNotMeantForIt() {
    assertThat(store("1", "1", "dns-udp").held("dns-udp")).isEmpty();
    assertThat(store(SELF, "2", "dns-udp").held("dns-udp")).isEmpty();
    assertThat(store(SELF, "", "").held("")).isEmpty();
  }
}

package io.fairlead.settings.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceNotifierTest {

  @Test
  void tellsSystemdOverASocketWithAPath(@TempDir Path directory) throws Throwable {
    tellsEverything(directory.resolve("notify").toString());
  }

  @Test
  void tellsSystemdOverAnAbstractSocket() throws Throwable {
    tellsEverything("@fairlead-test-" + UUID.randomUUID());
  }

  private static void tellsEverything(String address) throws Throwable {
    try (NotifyReceiver systemd = new NotifyReceiver(address)) {
      ServiceNotifier notifier = ServiceNotifier.fromEnvironment(Map.of("NOTIFY_SOCKET", address));
      notifier.ready();
      notifier.status("two\nlines");
      notifier.reloading();
      notifier.watchdog();
      notifier.stopping();

      assertThat(systemd.next()).isEqualTo("READY=1");
      assertThat(systemd.next()).isEqualTo("STATUS=two lines");
      assertThat(systemd.next()).matches("RELOADING=1\nMONOTONIC_USEC=\\d+");
      assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
      assertThat(systemd.next()).isEqualTo("STOPPING=1");
      assertThat(systemd.next()).isEmpty();
    }
  }

  @Test
  void saysNothingWhereNobodyAsked() {
    ServiceNotifier notifier = ServiceNotifier.fromEnvironment(Map.of());

    assertThatCode(notifier::ready).doesNotThrowAnyException();
    assertThat(notifier.watchdogInterval()).isEmpty();
  }

  @Test
  void goesOnWhenNobodyListens() {
    ServiceNotifier notifier =
        ServiceNotifier.fromEnvironment(Map.of("NOTIFY_SOCKET", "/nowhere/notify"));

    assertThatCode(notifier::ready).doesNotThrowAnyException();
  }

  @Test
  void givesHalfOfTheWatchdogsTimeToTheProcessThatIsMeant() {
    long self = ProcessHandle.current().pid();

    assertThat(interval(Long.toString(self), "30000000")).contains(Duration.ofSeconds(15));
    assertThat(interval(Long.toString(self + 1), "30000000")).isEmpty();
    assertThat(interval(Long.toString(self), "soon")).isEmpty();
  }

  private static Optional<Duration> interval(String pid, String micros) {
    return ServiceNotifier.fromEnvironment(
            Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_PID", pid, "WATCHDOG_USEC", micros))
        .watchdogInterval();
  }
}

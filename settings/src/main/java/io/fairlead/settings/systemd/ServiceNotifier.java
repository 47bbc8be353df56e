package io.fairlead.settings.systemd;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how this program is doing (sd_notify(3)); tells nobody where no systemd asked. A
 * message that cannot be sent is logged: the program's work does not depend on it.
 */
public final class ServiceNotifier {

  private static final Logger log = LoggerFactory.getLogger(ServiceNotifier.class);

  /** The way to systemd: one datagram, with descriptors that go along. */
  interface Channel {
    void send(String message, int... descriptors);
  }

  private final Channel channel;
  private final Optional<Duration> watchdogInterval;
  private final DescriptorStore descriptors;

  private ServiceNotifier(
      Channel channel, Optional<Duration> watchdogInterval, DescriptorStore descriptors) {
    this.channel = channel;
    this.watchdogInterval = watchdogInterval;
    this.descriptors = descriptors;
  }

  /** Reads NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID, and which descriptors were kept. */
  public static ServiceNotifier fromEnvironment(Map<String, String> env) {
    String socket = env.getOrDefault("NOTIFY_SOCKET", "");
    if (!socket.startsWith("/") && !socket.startsWith("@")) {
      if (!socket.isEmpty()) {
        log.atWarn()
            .addKeyValue("socket", socket)
            .log("NOTIFY_SOCKET names no Unix socket; systemd is told nothing");
      }
      return new ServiceNotifier((message, kept) -> {}, Optional.empty(), DescriptorStore.none());
    }
    DatagramSender sender = new DatagramSender(socket);
    Channel channel = (message, kept) -> send(sender, message, kept);
    return new ServiceNotifier(channel, interval(env), ServiceDescriptors.of(env, channel));
  }

  /** The start is over: systemd starts what comes after us. */
  public void ready() {
    channel.send("READY=1");
  }

  /** One line for {@code systemctl status}. */
  public void status(String text) {
    channel.send("STATUS=" + text.replace('\n', ' '));
  }

  public void stopping() {
    channel.send("STOPPING=1");
  }

  /** Settings are being read again; {@link #ready} ends it. The time lets systemd order the two. */
  public void reloading() {
    channel.send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1_000);
  }

  /** A sign of life, due at each {@link #watchdogInterval}. */
  public void watchdog() {
    channel.send("WATCHDOG=1");
  }

  /** Half of the time after which systemd kills a silent program, where it does. */
  public Optional<Duration> watchdogInterval() {
    return watchdogInterval;
  }

  /** What systemd keeps for this service between one life of the program and the next. */
  public DescriptorStore descriptors() {
    return descriptors;
  }

  private static Optional<Duration> interval(Map<String, String> env) {
    String micros = env.getOrDefault("WATCHDOG_USEC", "");
    String pid = env.getOrDefault("WATCHDOG_PID", "");
    boolean isMeant = pid.isEmpty() || pid.equals(Long.toString(ProcessHandle.current().pid()));
    return isMeant && micros.matches("[1-9]\\d{0,14}")
        ? Optional.of(Duration.ofNanos(Long.parseLong(micros) * 1_000 / 2))
        : Optional.empty();
  }

  private static void send(DatagramSender sender, String message, int... descriptors) {
    int error = sender.send(message, descriptors);
    if (error != 0) {
      log.atWarn()
          .addKeyValue("errno", error)
          .log("systemd could not be told how the program is doing");
    }
  }
}

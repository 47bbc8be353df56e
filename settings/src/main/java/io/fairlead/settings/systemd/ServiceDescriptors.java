package io.fairlead.settings.systemd;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * systemd's store of a service (FileDescriptorStoreMax). It outlives a restart or a crash of the
 * program, and ends when the unit is stopped.
 */
final class ServiceDescriptors implements DescriptorStore {

  /** The first that systemd passes (sd_listen_fds(3)). */
  private static final int FIRST = 3;

  private final ServiceNotifier.Channel channel;
  private final Map<String, Integer> held;

  private ServiceDescriptors(ServiceNotifier.Channel channel, Map<String, Integer> held) {
    this.channel = channel;
    this.held = Map.copyOf(held);
  }

  /** Reads LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES. */
  static ServiceDescriptors of(Map<String, String> env, ServiceNotifier.Channel channel) {
    String self = Long.toString(ProcessHandle.current().pid());
    String count = env.getOrDefault("LISTEN_FDS", "");
    String[] names = env.getOrDefault("LISTEN_FDNAMES", "").split(":", -1);
    Map<String, Integer> held = new HashMap<>();
    if (self.equals(env.get("LISTEN_PID")) && count.equals(Integer.toString(names.length))) {
      for (int i = 0; i < names.length; i++) {
        held.put(names[i], FIRST + i);
      }
    }
    return new ServiceDescriptors(channel, held);
  }

  @Override
  public OptionalInt held(String name) {
    Integer descriptor = held.get(name);
    return descriptor == null ? OptionalInt.empty() : OptionalInt.of(descriptor);
  }

  /** Without FDPOLL=0 an error on a socket would end its being kept. */
  @Override
  public void keep(String name, int descriptor) {
    channel.send("FDSTORE=1\nFDPOLL=0\nFDNAME=" + name, descriptor);
  }

  @Override
  public void forget(String name) {
    channel.send("FDSTOREREMOVE=1\nFDNAME=" + name);
  }
}

package io.fairlead.vmagent.dns;

import io.fairlead.settings.systemd.DescriptorStore;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.unix.FileDescriptor;
import io.grpc.netty.shaded.io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Hands the listening sockets of one life of the agent to the next, so that what is asked in
 * between waits in them. Owned by who binds.
 */
final class KeptSockets {

  static final String UDP = "dns-udp";
  static final String TCP = "dns-tcp";
  static final String UDP6 = "dns-udp6";
  static final String TCP6 = "dns-tcp6";

  private final DescriptorStore store;
  private final Set<String> tried = new HashSet<>();
  private final Set<String> adopted = new HashSet<>();

  KeptSockets(DescriptorStore store) {
    this.store = store;
  }

  /** The socket of the life before, where there is one and it listens where it should. */
  Optional<Channel> adopt(
      String name, InetSocketAddress address, IntFunction<ChannelFuture> register) {
    OptionalInt descriptor = store.held(name);
    if (descriptor.isEmpty() || !tried.add(name)) {
      return Optional.empty();
    }
    Channel channel = register.apply(descriptor.getAsInt()).syncUninterruptibly().channel();
    if (address.equals(channel.localAddress())) {
      adopted.add(name);
      return Optional.of(channel);
    }
    channel.close().syncUninterruptibly();
    store.forget(name);
    return Optional.empty();
  }

  /** Has those kept that are new. */
  void keep(Map<String, Channel> bound) {
    bound.forEach(
        (name, channel) -> {
          if (!adopted.contains(name) && channel instanceof UnixChannel socket) {
            store.keep(name, socket.fd().intValue());
          }
        });
  }

  int adopted() {
    return adopted.size();
  }

  /** Closes what a life before has kept and this one does not need. */
  static void release(DescriptorStore store) {
    for (String name : List.of(UDP, TCP, UDP6, TCP6)) {
      store
          .held(name)
          .ifPresent(
              descriptor -> {
                store.forget(name);
                close(descriptor);
              });
    }
  }

  private static void close(int descriptor) {
    try {
      new FileDescriptor(descriptor).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

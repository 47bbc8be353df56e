package io.fairlead.vmagent.dns;

import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.settings.systemd.DescriptorStore;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.group.ChannelGroup;
import io.grpc.netty.shaded.io.netty.channel.group.DefaultChannelGroup;
import io.grpc.netty.shaded.io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host's resolver: knows the names of the mesh and asks for all others. */
public final class DnsServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DnsServer.class);

  /** Sockets that are open at once, the four that listen among them. */
  private static final int MAX_CONNECTIONS = 256;

  private static final long CLOSE_SECONDS = 2;

  private final DnsSettings settings;
  private final String namespace;
  private final EventLoopGroup group;
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Counters counters = new Counters();
  private final Questions questions;
  private final KeptSockets kept;
  private final DnsSockets sockets;

  /** Written once by start. */
  private volatile InetSocketAddress address;

  public DnsServer(DnsSettings settings) {
    this(settings, "", DescriptorStore.none());
  }

  /**
   * Binds nothing yet.
   *
   * @param namespace of this host, in which services of Kubernetes are called by their bare names
   * @param store keeps the sockets until the agent's next life
   */
  public DnsServer(DnsSettings settings, String namespace, DescriptorStore store) {
    this(settings, namespace, store, NameServers.DNS_PORT);
  }

  DnsServer(DnsSettings settings, String namespace, DescriptorStore store, int upstreamPort) {
    this.settings = settings;
    this.namespace = namespace;
    this.address = settings.listen();
    this.group =
        new MultiThreadIoEventLoopGroup(
            1, Thread.ofPlatform().name("dns").daemon().factory(), EpollIoHandler.newFactory());
    Forwarder forwarder =
        new Forwarder(
            group.next(),
            new NameServers(settings.resolvConf(), upstreamPort),
            settings.upstreamTimeout(),
            new SecureRandom(),
            counters);
    this.questions = new Questions(forwarder, counters);
    this.kept = new KeptSockets(store);
    this.sockets = new DnsSockets(group, channels, questions, counters, MAX_CONNECTIONS, kept);
  }

  /** Takes the port, or says why it cannot. */
  public void start() {
    address = sockets.bind(settings.listen());
    log.atInfo()
        .addKeyValue("address", address)
        .addKeyValue("adopted", kept.adopted())
        .log("The DNS server answers");
  }

  /** For an agent that answers no names: gives up what the one before it had kept. */
  public static void release(DescriptorStore store) {
    KeptSockets.release(store);
  }

  /** Where it listens; with the port that was found where any would do. */
  public InetSocketAddress address() {
    return address;
  }

  /** Answers by this table from now on. */
  public void update(NameTable table) {
    MeshNames names = MeshNames.of(table, namespace);
    questions.use(names);
    if (names.refused() > 0) {
      log.atWarn()
          .addKeyValue("refused", names.refused())
          .log("The table of names holds names or addresses that are none; they are left out");
    }
    log.atDebug().addKeyValue("names", names.size()).log("The table of names is in use");
  }

  /** Whether names of the mesh are known. */
  public boolean isReady() {
    return questions.hasNames();
  }

  public DnsStatistics statistics() {
    return counters.read();
  }

  @Override
  public void close() {
    channels.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    group
        .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}

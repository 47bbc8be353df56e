package io.fairlead.benchmarks.plaintext;

import io.fairlead.controlplane.admin.AdminService;
import io.fairlead.controlplane.admin.Tokens;
import io.fairlead.controlplane.ca.MeshAuthority;
import io.fairlead.controlplane.ca.join.JoinTokens;
import io.fairlead.controlplane.credential.Credentials;
import io.fairlead.controlplane.push.ConnectedProxies;
import io.fairlead.controlplane.push.ProxyStreams;
import io.fairlead.controlplane.push.PushLoop;
import io.fairlead.controlplane.source.ConfigSource;
import io.fairlead.controlplane.source.applied.AppliedSource;
import io.fairlead.controlplane.source.file.DirectorySource;
import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.controlplane.store.SqliteStore;
import io.fairlead.controlplane.store.WriteBehind;
import io.fairlead.controlplane.workload.AutoRegistration;
import io.fairlead.controlplane.workload.Graces;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.MeshSettings;
import io.fairlead.pki.TrustDomain;
import io.fairlead.translation.BoundedResourceCache;
import io.fairlead.translation.Translator;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.DiscoveryService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The control plane without TLS, on loopback. Whoever connects is taken for the account {@code
 * bench}.
 */
public final class PlaintextControlPlane implements AutoCloseable {

  private static final long CACHE_BYTES = 64L << 20;
  private static final String EVERYBODY = "spiffe://cluster.local/ns/bench/sa/bench";

  private final Clock clock = Clock.systemUTC();
  private final SqliteStore store;
  private final WriteBehind records;
  private final AppliedSource applied;
  private final List<ConfigSource> sources;
  private final MeshStateStore states;
  private final ConnectedProxies proxies = new ConnectedProxies();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final PushLoop loop;
  private final Server server;

  /**
   * @param port 0 for any that is free
   */
  public PlaintextControlPlane(SqliteStore store, Path mesh, int port) {
    this.store = store;
    this.records = new WriteBehind(store, AutoRegistration.COLLECTION);
    this.applied = new AppliedSource(store, clock);
    this.sources = List.of(applied, new DirectorySource(mesh));
    this.states = new MeshStateStore(MeshSettings.STANDARD, sources);
    this.loop =
        new PushLoop(
            states,
            proxies,
            new Translator(new BoundedResourceCache(CACHE_BYTES)),
            () -> Credentials.NONE,
            Snapshot.EMPTY);
    var registrations =
        new AutoRegistration(
            states,
            records,
            clock,
            new Graces(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(30)),
            timer);
    var builder = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port));
    DiscoveryService.tune(builder);
    this.server =
        builder
            .addService(
                new DiscoveryService(
                    _ -> EVERYBODY,
                    new ProxyStreams(states, proxies, registrations, loop, clock),
                    Set.of()))
            .build();
  }

  /** Returns at once; the mesh is read meanwhile. */
  public PlaintextControlPlane start() {
    loop.start();
    sources.forEach(source -> source.start(states));
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException("listening on loopback", e);
    }
    return this;
  }

  public int port() {
    return server.getPort();
  }

  public boolean isReady() {
    return states.isSynced();
  }

  /** Applies one ServiceEntry as an operator would. */
  public void apply(String yaml) {
    IstioYaml.read("bench", yaml).values().forEach(applied::apply);
  }

  AdminService admin() {
    var authority =
        MeshAuthority.loadOrCreate(
            store, new TrustDomain(MeshSettings.STANDARD.trustDomain()), clock);
    Tokens tokens =
        new Tokens(new JoinTokens(store, clock), states, authority.caHash(), "127.0.0.1:" + port());
    return new AdminService(tokens, states, applied, proxies, loop);
  }

  @Override
  public void close() {
    server.shutdownNow();
    sources.forEach(ConfigSource::close);
    loop.close();
    timer.shutdownNow();
    records.close();
    store.close();
  }
}

package io.fairlead.benchmarks.plaintext;

import io.fairlead.controlplane.admin.AdminServer;
import io.fairlead.controlplane.admin.AdminService;
import io.fairlead.controlplane.admin.Tokens;
import io.fairlead.controlplane.ca.MeshAuthority;
import io.fairlead.controlplane.ca.join.JoinTokens;
import io.fairlead.controlplane.push.ConnectedProxies;
import io.fairlead.controlplane.push.ProxyStreams;
import io.fairlead.controlplane.push.PushLoop;
import io.fairlead.controlplane.source.applied.AppliedSource;
import io.fairlead.controlplane.source.file.DirectorySource;
import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.controlplane.store.SqliteStore;
import io.fairlead.controlplane.store.WriteBehind;
import io.fairlead.controlplane.workload.AutoRegistration;
import io.fairlead.controlplane.workload.Graces;
import io.fairlead.model.MeshSettings;
import io.fairlead.pki.TrustDomain;
import io.fairlead.translation.BoundedResourceCache;
import io.fairlead.translation.Translator;
import io.fairlead.xds.server.DiscoveryService;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * Runs the control plane without TLS, on loopback: {@code PORT MESH_DIRECTORY STATE_FILE
 * ADMIN_SOCKET}. Whoever connects is taken for the account {@code bench}.
 */
public final class PlaintextMain {

  private static final long CACHE_BYTES = 64L << 20;
  private static final String EVERYBODY = "spiffe://cluster.local/ns/bench/sa/bench";

  private PlaintextMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    SqliteStore store = SqliteStore.open(Path.of(arguments[2]));
    AppliedSource applied = new AppliedSource(store, clock);
    DirectorySource files = new DirectorySource(Path.of(arguments[1]));
    MeshStateStore states = new MeshStateStore(MeshSettings.STANDARD, List.of(applied, files));
    ConnectedProxies proxies = new ConnectedProxies();
    AutoRegistration registrations =
        new AutoRegistration(
            states,
            new WriteBehind(store, AutoRegistration.COLLECTION),
            clock,
            new Graces(Duration.ofSeconds(10), Duration.ofSeconds(30)),
            Executors.newSingleThreadScheduledExecutor());
    PushLoop loop =
        new PushLoop(states, proxies, new Translator(new BoundedResourceCache(CACHE_BYTES)));
    var authority =
        MeshAuthority.loadOrCreate(
            store, new TrustDomain(MeshSettings.STANDARD.trustDomain()), clock);
    registrations.restore();
    loop.start();
    applied.start(states);
    files.start(states);
    var server =
        NettyServerBuilder.forAddress(
            new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])));
    DiscoveryService.tune(server);
    server
        .addService(
            new DiscoveryService(
                _ -> EVERYBODY,
                new ProxyStreams(states, proxies, registrations, loop, clock),
                Set.of()))
        .build()
        .start();
    Tokens tokens =
        new Tokens(new JoinTokens(store, clock), states, authority.caHash(), arguments[0]);
    new AdminServer(Path.of(arguments[3]), new AdminService(tokens, states, applied, proxies))
        .start();
    Thread.currentThread().join();
  }
}

package io.fairlead.controlplane.app;

import io.fairlead.controlplane.admin.AdminServer;
import io.fairlead.controlplane.admin.AdminService;
import io.fairlead.controlplane.admin.Tokens;
import io.fairlead.controlplane.ca.CertificateIssuer;
import io.fairlead.controlplane.ca.CertificateService;
import io.fairlead.controlplane.ca.IssuanceLog;
import io.fairlead.controlplane.ca.MeshAuthority;
import io.fairlead.controlplane.ca.join.BearerJoin;
import io.fairlead.controlplane.ca.join.GroupIdentity;
import io.fairlead.controlplane.ca.join.JoinService;
import io.fairlead.controlplane.ca.join.JoinTokens;
import io.fairlead.controlplane.ca.join.Joining;
import io.fairlead.controlplane.ca.join.TokenJoin;
import io.fairlead.controlplane.caller.ServerTls;
import io.fairlead.controlplane.caller.WorkloadInterceptor;
import io.fairlead.controlplane.credential.CredentialSource;
import io.fairlead.controlplane.debug.DebugAnswers;
import io.fairlead.controlplane.gatewayname.GatewayNames;
import io.fairlead.controlplane.push.CommonResources;
import io.fairlead.controlplane.push.ConnectedProxies;
import io.fairlead.controlplane.push.MeshNodeAuthenticator;
import io.fairlead.controlplane.push.ProxyStreams;
import io.fairlead.controlplane.push.PushLoop;
import io.fairlead.controlplane.source.ConfigSource;
import io.fairlead.controlplane.source.applied.AppliedSource;
import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.controlplane.store.SqliteStore;
import io.fairlead.controlplane.store.StoreException;
import io.fairlead.controlplane.store.WriteBehind;
import io.fairlead.controlplane.tokenreview.TokenReviews;
import io.fairlead.controlplane.workload.AutoRegistration;
import io.fairlead.model.MeshSettings;
import io.fairlead.translation.BoundedResourceCache;
import io.fairlead.translation.Translator;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.server.DiscoveryService;
import io.fairlead.xds.server.Figures;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The program: every object of it, and the order in which they start and stop. */
final class ControlPlane implements AutoCloseable {

  private static final long CACHE_BYTES = 64L << 20;
  private static final int LARGEST_REQUEST = 4 << 20;

  private final ControlPlaneSettings settings;
  private final SqliteStore store;
  private final WriteBehind records;
  private final List<ConfigSource> sources;
  private final MeshStateStore states;
  private final ConnectedProxies proxies = new ConnectedProxies();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("leases").factory());
  private final GatewayNames gatewayNames;
  private final AutoRegistration registrations;
  private final BoundedResourceCache cache = new BoundedResourceCache(CACHE_BYTES);
  private final CredentialSource credentials;
  private final PushLoop loop;
  private final DiscoveryService discovery;
  private final Server server;
  private final AdminServer admin;
  private final Admission admission;

  private ControlPlane(ControlPlaneSettings settings, SqliteStore store) {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    MeshSettings mesh = settings.mesh().toModel();
    Endpoints endpoints = Endpoints.of(settings);
    this.settings = settings;
    this.store = store;
    AppliedSource applied = new AppliedSource(store, clock);
    this.sources = Sources.of(settings, applied, random);
    this.states = new MeshStateStore(mesh, sources);
    this.gatewayNames = new GatewayNames(states);
    this.records = new WriteBehind(store, AutoRegistration.COLLECTION);
    this.registrations =
        new AutoRegistration(states, records, clock, settings.workloads().toGraces(), timer);
    this.credentials =
        new CredentialSource(
            settings.credentials().files().stream()
                .map(ControlPlaneSettings.Directory::directory)
                .toList());
    MeshAuthority authority = Authorities.of(settings, store, clock);
    this.loop =
        new PushLoop(
            states,
            proxies,
            new Translator(cache),
            credentials::current,
            CommonResources.of(authority.roots()));
    GroupIdentity identity =
        new GroupIdentity(mesh.trustDomain(), name -> states.mesh().group(name));
    JoinTokens tokens = new JoinTokens(store, clock);
    CertificateIssuer issuer =
        new CertificateIssuer(
            authority, new IssuanceLog(store, clock), settings.certificates().toLifetimes());
    this.discovery =
        new DiscoveryService(
            new MeshNodeAuthenticator(mesh.trustDomain()),
            new ProxyStreams(states, proxies, registrations, loop, clock),
            Set.of(ResourceType.CAPTURE, ResourceType.HEALTH, ResourceType.ABSENCE),
            new DebugAnswers(proxies, mesh.rootNamespace(), endpoints.advertised().getFirst()));
    ServerTls tls =
        new ServerTls(
            authority.authority(),
            authority.trustDomain(),
            authority::roots,
            endpoints.hosts(),
            List.of(
                new BearerJoin(tokens, identity),
                new TokenReviews(settings.mesh().domain(), settings.istio().clusters())),
            clock,
            random);
    NettyServerBuilder builder = tls.serverOn(endpoints.listen());
    DiscoveryService.tune(builder);
    this.server =
        builder
            .maxInboundMessageSize(LARGEST_REQUEST)
            .addService(ServerInterceptors.intercept(discovery, new WorkloadInterceptor()))
            .addService(new CertificateService(issuer, clock))
            .addService(
                new JoinService(
                    new Joining(
                        List.of(new TokenJoin(tokens)),
                        identity,
                        issuer,
                        mesh,
                        endpoints.advertised()),
                    clock))
            .build();
    this.admission =
        new Admission(
            settings,
            endpoints.advertised().getFirst(),
            authority,
            tls.context(),
            new Conditions(
                settings, states, loop, Sources.clusters(sources), credentials::current));
    this.admin =
        new AdminServer(
            settings.adminSocket(),
            new AdminService(
                new Tokens(tokens, states, authority.caHash(), endpoints.advertised().getFirst()),
                states,
                applied,
                proxies,
                loop));
  }

  /** Opens the store; nothing else happens before {@link #start}. */
  static ControlPlane of(ControlPlaneSettings settings) throws StartException {
    SqliteStore store;
    try {
      store = SqliteStore.open(settings.stateDirectory().resolve("state.db"));
    } catch (StoreException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
    try {
      return new ControlPlane(settings, store);
    } catch (StoreException e) {
      store.close();
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Hosts come back from the store first: a source that speaks must find its owners. */
  void start() throws StartException {
    registrations.restore();
    credentials.start(
        () -> {
          loop.wake();
          admission.credentialsChanged();
        });
    loop.start();
    gatewayNames.start();
    sources.forEach(source -> source.start(states));
    try {
      server.start();
    } catch (IOException e) {
      throw new StartException("cannot listen on " + settings.listen() + ": " + e.getMessage(), e);
    }
    try {
      admin.start();
    } catch (IOException e) {
      throw new StartException(
          "cannot open the admin socket " + settings.adminSocket() + ": " + e.getMessage(), e);
    }
    admission.start(this::isWorking, states::isSynced);
  }

  /** Whether new states still reach the proxies. */
  boolean isWorking() {
    return loop.isAlive();
  }

  MeshStateStore states() {
    return states;
  }

  SqliteStore store() {
    return store;
  }

  /** The hosts, as they go to the disk. */
  WriteBehind records() {
    return records;
  }

  ConnectedProxies proxies() {
    return proxies;
  }

  Figures streams() {
    return discovery.figures();
  }

  PushLoop pushes() {
    return loop;
  }

  BoundedResourceCache.Statistics cache() {
    return cache.statistics();
  }

  /** In reverse order of the start. Open streams are cut: proxies keep what they have. */
  @Override
  public void close() {
    admission.close();
    admin.close();
    server.shutdownNow();
    try {
      server.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sources.forEach(ConfigSource::close);
    gatewayNames.close();
    credentials.close();
    loop.close();
    timer.shutdownNow();
    records.close();
    store.close();
  }
}

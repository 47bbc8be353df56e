package io.fairlead.vmagent;

import io.fairlead.pki.RotationSchedule;
import io.fairlead.settings.ProgramVersion;
import io.fairlead.settings.systemd.ServiceNotifier;
import io.fairlead.settings.systemd.Watchdog;
import io.fairlead.vmagent.capture.CaptureSettings;
import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.config.CaptureMode;
import io.fairlead.vmagent.dns.DnsServer;
import io.fairlead.vmagent.dns.DnsSettings;
import io.fairlead.vmagent.dns.KeptNames;
import io.fairlead.vmagent.envoy.Bootstrap;
import io.fairlead.vmagent.envoy.EnvoyAdmin;
import io.fairlead.vmagent.envoy.EnvoyControl;
import io.fairlead.vmagent.envoy.RuntimePaths;
import io.fairlead.vmagent.health.Capturing;
import io.fairlead.vmagent.health.ExplicitCapture;
import io.fairlead.vmagent.health.MeshEntry;
import io.fairlead.vmagent.health.Readiness;
import io.fairlead.vmagent.health.RequestedCapture;
import io.fairlead.vmagent.host.Commands;
import io.fairlead.vmagent.host.Systemd;
import io.fairlead.vmagent.identity.ControlPlaneChannels;
import io.fairlead.vmagent.identity.CurrentIdentity;
import io.fairlead.vmagent.identity.Identity;
import io.fairlead.vmagent.identity.IdentityRenewal;
import io.fairlead.vmagent.identity.IdentityStore;
import io.fairlead.vmagent.identity.Membership;
import io.fairlead.vmagent.identity.SigningClient;
import io.fairlead.vmagent.istio.StockEnvoy;
import io.fairlead.vmagent.lifecycle.StopOrder;
import io.fairlead.vmagent.sds.FileSecrets;
import io.fairlead.vmagent.sds.SecretService;
import io.fairlead.vmagent.status.AgentStatus;
import io.fairlead.vmagent.status.AppProbeServer;
import io.fairlead.vmagent.status.StatusServer;
import io.fairlead.vmagent.transport.EventLoops;
import io.fairlead.vmagent.transport.LocalServer;
import io.fairlead.vmagent.xdsproxy.AnswerEdit;
import io.fairlead.vmagent.xdsproxy.RelayCounters;
import io.fairlead.vmagent.xdsproxy.Upstreams;
import io.fairlead.vmagent.xdsproxy.XdsRelay;
import io.grpc.ServerServiceDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running agent, put together: names, identity, secrets, relay, status, Envoy, capture, in the
 * order in which each needs the one before. Stopping it leaves Envoy and capture as they are.
 */
final class Agent implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final Duration ADMIN_PATIENCE = Duration.ofSeconds(2);
  private static final Duration DNS_PATIENCE = Duration.ofSeconds(2);
  private static final Duration ABSENCE_PATIENCE = Duration.ofSeconds(1);

  private final AgentSettings settings;
  private final RuntimePaths paths;
  private final InstantSource clock = InstantSource.system();
  private final StopOrder parts = new StopOrder();
  private final RelayCounters counters = new RelayCounters();
  private final ServiceNotifier notifier = ServiceNotifier.fromEnvironment(System.getenv());

  Agent(AgentSettings settings) {
    this.settings = settings;
    this.paths = new RuntimePaths(settings.runtimeDirectory());
  }

  void start() throws IOException {
    IdentityStore store = new IdentityStore(settings.stateDirectory());
    if (!store.isJoined()) {
      throw new IOException(
          "this host has not joined a mesh ("
              + settings.stateDirectory()
              + " has no join.yaml): run `fairlead-agent join` first");
    }
    Membership membership = store.membership();
    AgentDirectories.create(paths);
    // Questions wait since the agent before ended; nothing else that starts is waited for.
    Names names = startNames(membership.namespace());

    CurrentIdentity identity = new CurrentIdentity(store.identity());
    EventLoops loops = parts.add("loops", new EventLoops());
    Membership.Istio istio = membership.istio();
    ControlPlaneChannels channels =
        istio.isUsed()
            ? ControlPlaneChannels.toIstiod(loops, clock, istio.serverName())
            : new ControlPlaneChannels(loops, clock);
    startRenewal(store, identity, new SigningClient(channels, membership.controlPlanes()));
    Users users = Users.of(settings, new Commands());
    FileSecrets files = parts.add("certificate files", new FileSecrets());
    files.start();
    serve(paths.sds(), users, loops, new SecretService(identity, files).definition());

    Upstreams upstreams =
        new Upstreams(
            membership.controlPlanes(),
            target -> channels.open(target, identity.get()),
            RandomGenerator.getDefault());
    XdsRelay relay =
        parts.add(
            "relay",
            names.relay(upstreams, istio.isUsed() ? new StockEnvoy() : AnswerEdit.NONE, counters));
    serve(paths.xds(), users, loops, relay.definition());

    EnvoyControl envoy = new EnvoyControl(paths, new EnvoyAdmin(paths.admin(), ADMIN_PATIENCE));
    String bootstrap = Bootstrap.render(membership, settings);
    MeshEntry entry =
        new MeshEntry(
            envoy,
            () -> envoy.ensure(bootstrap, settings.envoy()),
            names::isReady,
            capturing(users, membership),
            () -> Files.exists(paths.leaveRequest()),
            new ReadinessNews(istio.isUsed() ? report -> {} : relay::report, notifier, paths));
    relay.onStreamEnd(entry::lookNow);
    parts.add(
        "status",
        StatusServer.start(
            settings.status().listen(), () -> status(identity.get(), entry.readiness())));
    parts.add(
        "app probes",
        AppProbeServer.start(
            settings.status().appProbes(),
            membership.addresses().stream().map(InetAddress::ofLiteral).toList(),
            settings.status().listen().getPort()));
    envoy.ensure(bootstrap, settings.envoy());
    parts.add("mesh entry", entry).start();
    Watchdog.of(notifier, entry::isLooking)
        .ifPresent(watchdog -> parts.add("watchdog", watchdog).start());
    parts.add("absence", () -> tellAbsence(relay));
    notifier.ready();
    LOG.atInfo()
        .addKeyValue("version", ProgramVersion.text())
        .addKeyValue("spiffeId", identity.get().svid().id())
        .addKeyValue("expires", identity.get().svid().expires())
        .addKeyValue("controlPlanes", membership.controlPlanes())
        .addKeyValue("capture", settings.capture().mode())
        .log("agent started");
  }

  /**
   * First of all that ends: the stream must still stand. A host that goes down is not back soon.
   */
  private static void tellAbsence(XdsRelay relay) throws InterruptedException {
    if (!new Systemd(new Commands()).isStopping()) {
      relay.pause(ABSENCE_PATIENCE);
    }
  }

  private void startRenewal(IdentityStore store, CurrentIdentity identity, SigningClient signing) {
    RotationSchedule schedule = new RotationSchedule(RandomGenerator.getDefault());
    parts.add("renewal", new IdentityRenewal(identity, store, signing, schedule, clock)).start();
  }

  private void serve(Path socket, Users users, EventLoops loops, ServerServiceDefinition service)
      throws IOException {
    parts.add(socket.toString(), LocalServer.start(socket, users.trusted(), loops, service));
  }

  private Names startNames(String namespace) {
    if (!settings.capture().dns()) {
      DnsServer.release(notifier.descriptors());
      return new Names.None();
    }
    DnsServer server =
        parts.add(
            "dns",
            new DnsServer(
                new DnsSettings(settings.dns().listen(), settings.dns().resolvConf(), DNS_PATIENCE),
                namespace,
                notifier.descriptors()));
    KeptNames kept = new KeptNames(paths.names());
    kept.read().ifPresent(server::update);
    server.start();
    return new Names.Served(server, kept);
  }

  private Capturing capturing(Users users, Membership membership) {
    if (settings.capture().mode() != CaptureMode.REDIRECT) {
      return new ExplicitCapture();
    }
    CaptureSettings wanted = CaptureOrder.of(settings, users, membership);
    RequestedCapture capture = new RequestedCapture(paths, () -> wanted);
    capture.prepare();
    return capture;
  }

  private AgentStatus status(Identity identity, Readiness readiness) {
    return new AgentStatus(
        new AgentStatus.Mesh(
            identity.svid().id().toString(),
            identity.svid().expires(),
            counters.connectedStreams()),
        new AgentStatus.Proxy(
            readiness.envoy().live(),
            readiness.envoy().listening(),
            readiness.isCaptured(),
            counters.bytesToEnvoy(),
            counters.bytesToControlPlane(),
            counters.refusals()),
        ProgramVersion.text(),
        readiness.isReady(),
        readiness.summary());
  }

  @Override
  public void close() {
    notifier.stopping();
    parts.close();
  }
}

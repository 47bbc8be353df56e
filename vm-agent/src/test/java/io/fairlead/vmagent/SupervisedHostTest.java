package io.fairlead.vmagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.pki.Certificates;
import io.fairlead.pki.SpiffeTrust;
import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.config.RecordReader;
import io.fairlead.vmagent.fakes.Configuration;
import io.fairlead.vmagent.fakes.FakeControlPlane;
import io.fairlead.vmagent.fakes.Pki;
import io.fairlead.vmagent.host.Commands;
import io.fairlead.vmagent.identity.ControlPlaneChannels;
import io.fairlead.vmagent.identity.IdentityStore;
import io.fairlead.vmagent.identity.JoinOrder;
import io.fairlead.vmagent.identity.Joiner;
import io.fairlead.vmagent.launcher.Launcher;
import io.fairlead.vmagent.launcher.Program;
import io.fairlead.vmagent.status.StatusClient;
import io.fairlead.vmagent.transport.EventLoops;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host as it is run: launcher, agent as a process of its own, and the real Envoy. */
@Tag("peer")
class SupervisedHostTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Pki pki = new Pki();

  @Test
  void servesItsIdentityThroughTheDeathOfItsAgentAndLeavesNothingBehind() throws Exception {
    // Not @TempDir: its long path would not fit into the name of a Unix socket everywhere.
    Path directory = Files.createTempDirectory(Path.of("/tmp"), "agentid-");
    int port = freePort();
    try (FakeControlPlane controlPlane = new FakeControlPlane(pki);
        Configuration configuration = new Configuration(controlPlane, port)) {
      Path config = writeConfig(directory);
      AgentSettings settings = RecordReader.read(config, AgentSettings.DEFAULTS);
      join(controlPlane, settings);
      Launcher launcher =
          new Launcher(
              settings,
              Program.ofThisProcess(Main.class, Optional.of(config)),
              new Commands(),
              false);
      List<ProcessHandle> children;
      Thread running = Thread.ofPlatform().start(() -> run(launcher));
      try {
        awaitReady(settings);
        assertThat(configuration.captureReports.poll(30, TimeUnit.SECONDS)).isTrue();
        assertServesIdentity(port);
        ProcessHandle envoy = child(settings, "envoy");
        ProcessHandle agent = child(settings, "agent");

        agent.destroyForcibly();
        await().atMost(PATIENCE).until(() -> pid(settings, "agent") != agent.pid());
        assertServesIdentity(port);
        awaitReady(settings);
        assertThat(configuration.captureReports.poll(30, TimeUnit.SECONDS))
            .as("capture is reported again on the new stream")
            .isTrue();
        assertThat(child(settings, "envoy").pid()).isEqualTo(envoy.pid());
        assertThat(envoy.isAlive()).isTrue();
        assertThat(mode(settings.runtimeDirectory().resolve("envoy-admin.sock")))
            .isEqualTo("rw-rw----");

        envoy.destroyForcibly();
        await().atMost(PATIENCE).until(() -> pid(settings, "envoy") != envoy.pid());
        awaitReady(settings);
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertServesIdentity(port));
        assertThat(configuration.refusals).isEmpty();

        children = List.of(child(settings, "agent"), child(settings, "envoy"));
      } finally {
        launcher.stop();
        running.join(PATIENCE);
      }
      assertThat(children).noneMatch(ProcessHandle::isAlive);
    } finally {
      delete(directory);
    }
  }

  private static void run(Launcher launcher) {
    try {
      launcher.run();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path writeConfig(Path directory) throws IOException {
    String envoy = System.getenv("FAIRLEAD_ENVOY");
    assertThat(envoy).as("FAIRLEAD_ENVOY names Envoy's program; ./dev test sets it").isNotNull();
    return Files.writeString(
        directory.resolve("agent.yaml"),
        """
        stateDirectory: %1$s/state
        runtimeDirectory: %1$s/run
        envoy: {binary: %2$s, concurrency: 1}
        capture: {mode: explicit}
        dns: {listen: '127.0.0.1:%3$d'}
        status: {listen: '127.0.0.1:%4$d'}
        ports: {health: %5$d, stats: %6$d}
        """
            .formatted(directory, envoy, freePort(), freePort(), freePort(), freePort()));
  }

  private void join(FakeControlPlane controlPlane, AgentSettings settings) throws Exception {
    controlPlane.tokens.add("token");
    try (EventLoops loops = new EventLoops()) {
      InstantSource clock = InstantSource.system();
      new Joiner(
              new IdentityStore(settings.stateDirectory()),
              new ControlPlaneChannels(loops, clock),
              clock,
              "1")
          .join(
              new JoinOrder(
                  controlPlane.target(),
                  "token",
                  pki.rootHash(),
                  "web-1",
                  List.of("127.0.0.1"),
                  false));
    }
  }

  private static void awaitReady(AgentSettings settings) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(statusOf(settings))
                    .as(log(settings))
                    .contains("\"ready\": true")
                    .contains("\"controlPlaneConnected\": true"));
  }

  private static String statusOf(AgentSettings settings) {
    try {
      return StatusClient.json(settings.status().listen());
    } catch (IOException e) {
      return "no answer: " + e;
    }
  }

  private static String log(AgentSettings settings) throws IOException {
    StringBuilder text = new StringBuilder();
    try (var files = Files.list(settings.runtimeDirectory().resolve("log"))) {
      for (Path file : files.sorted().toList()) {
        text.append(file).append('\n').append(Files.readString(file)).append('\n');
      }
    }
    return text.toString().replace("%", "%%");
  }

  private void assertServesIdentity(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        null,
        new TrustManager[] {
          SpiffeTrust.verifyingServer(
              () -> List.of(pki.root()), Pki.HOST::equals, InstantSource.system())
        },
        null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      assertThat(
              Certificates.spiffeId((X509Certificate) socket.getSession().getPeerCertificates()[0]))
          .contains(Pki.HOST);
    }
  }

  private static ProcessHandle child(AgentSettings settings, String name) throws IOException {
    return ProcessHandle.of(pid(settings, name)).orElseThrow();
  }

  private static long pid(AgentSettings settings, String name) throws IOException {
    Path file = settings.runtimeDirectory().resolve("launcher/" + name + ".pid");
    return Long.parseLong(Files.readString(file).split(" ", 2)[0]);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress("127.0.0.1", 0));
      return socket.getLocalPort();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

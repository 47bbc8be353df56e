package io.fairlead.testenv.programs;

import io.fairlead.testenv.hosts.Binaries;
import io.fairlead.testenv.hosts.FreePorts;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.RunningProcess;
import io.fairlead.testenv.process.TestEnvironmentException;
import io.fairlead.testenv.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The agent of one host, with the launcher that supervises it and its Envoy. */
public final class Agent implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration JOIN = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(60);

  private final Host host;
  private final Path configFile;
  private final String readiness;
  private RunningProcess launcher;

  private Agent(Host host, Path configFile, String readiness, RunningProcess launcher) {
    this.host = host;
    this.configFile = configFile;
    this.readiness = readiness;
    this.launcher = launcher;
  }

  /** Joins the host and starts its agent, without waiting until it is ready. */
  public static Agent join(Host host, String controlPlane, FairleadCli.Ticket ticket) {
    return join(host, controlPlane, "--token-file", ticket);
  }

  /**
   * The same for what stands for a pod.
   *
   * @param ticket with the token of its service account
   */
  public static Agent joinPod(Host pod, String controlPlane, FairleadCli.Ticket ticket) {
    return join(pod, controlPlane, "--service-account-token", ticket);
  }

  private static Agent join(
      Host host, String controlPlane, String option, FairleadCli.Ticket ticket) {
    int status = host.isIsolated() ? 15020 : FreePorts.on(host, 1).getFirst();
    Path configFile =
        ConfigFile.write(host.directory().resolve("agent.yaml"), config(host, status));
    Path token = secret(host.directory().resolve("token"), ticket.token());
    host.run(
            User.ROOT,
            JOIN,
            command(
                configFile,
                "join",
                controlPlane,
                option,
                token.toString(),
                "--ca-hash",
                ticket.caHash()))
        .orThrow();
    return new Agent(
        host,
        configFile,
        "http://%s:%d/healthz/ready".formatted(statusAddress(host), status),
        launch(host, configFile));
  }

  /**
   * Joins a host that stands alone to a stock istiod, by the files that Istio gives it.
   *
   * @param files holds cluster.env, mesh.yaml, root-cert.pem and istio-token
   */
  public static Agent joinIstio(Host host, Path files) {
    Path configFile = ConfigFile.write(host.directory().resolve("agent.yaml"), config(host, 15020));
    host.run(
            User.ROOT,
            JOIN,
            command(configFile, "join-istio", "--no-start", "--files", files.toString()))
        .orThrow();
    return new Agent(
        host,
        configFile,
        "http://%s:15020/healthz/ready".formatted(statusAddress(host)),
        launch(host, configFile));
  }

  private static String config(Host host, int status) {
    String common =
        """
        stateDirectory: %s/agent
        runtimeDirectory: %s
        address: %s
        status: {listen: "%s:%d"}
        """
            .formatted(
                host.directory(),
                host.runtimeDirectory(),
                host.address(),
                statusAddress(host),
                status);
    if (host.isIsolated()) {
      return common
          + """
          agentUser: %s
          envoy: {binary: %s, user: %s, concurrency: 1}
          """
              .formatted(User.AGENT.account(), Binaries.envoy(), User.PROXY.account());
    }
    List<Integer> ports = FreePorts.on(host, 5);
    return common
        + """
        envoy: {binary: %s, concurrency: 1}
        capture: {mode: explicit, address: %s, dns: false}
        dns: {listen: "%s:%d"}
        ports: {outbound: %d, inbound: %d, health: %d, stats: %d}
        """
            .formatted(
                Binaries.envoy(),
                host.address(),
                host.address(),
                ports.get(0),
                ports.get(1),
                ports.get(2),
                ports.get(3),
                ports.get(4));
  }

  private static String statusAddress(Host host) {
    return host.isIsolated() ? "127.0.0.1" : host.address();
  }

  private static Path secret(Path file, String text) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new TestEnvironmentException(file + " cannot be written", e);
    }
  }

  private static RunningProcess launch(Host host, Path configFile) {
    return host.start("agent", User.ROOT, command(configFile, "supervise", "--inherit-output"));
  }

  private static List<String> command(Path configFile, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Binaries.program("fairlead-agent").toString()));
    command.addAll(List.of("--config", configFile.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Ready: identity, Envoy, DNS and capture all stand. */
  public Agent awaitReady() {
    HttpProbe.await(host, readiness, launcher, START);
    return this;
  }

  public boolean isReady() {
    return HttpProbe.answers(host, readiness);
  }

  public CommandResult run(String... arguments) {
    return host.run(User.ROOT, START, command(configFile, arguments));
  }

  /** Log of the launcher, the agent and Envoy with its access log. */
  public RunningProcess launcher() {
    return launcher;
  }

  /** Kills the agent alone, as a crash would; its Envoy and its launcher live on. */
  public void killAgent() {
    ProcessHandle agent = agentProcess();
    agent.destroyForcibly();
    Waiting.until("the killed agent to be gone", Duration.ofSeconds(5), () -> !agent.isAlive());
  }

  /** The agent itself, below the launcher. */
  public ProcessHandle agentProcess() {
    return Waiting.forValue(
        "the agent's process on " + host.name(),
        Duration.ofSeconds(10),
        () -> launcher.program().descendants().filter(Agent::isAgent).findFirst());
  }

  public ProcessHandle envoyProcess() {
    return Waiting.forValue(
        "Envoy's process on " + host.name(),
        Duration.ofSeconds(10),
        () ->
            launcher
                .program()
                .descendants()
                .filter(process -> command(process).contains("envoy"))
                .filter(process -> !isAgent(process))
                .findFirst());
  }

  private static boolean isAgent(ProcessHandle process) {
    return command(process).contains("io.fairlead.vmagent");
  }

  /** The whole command line; Java's own view of it is cut short. */
  private static String command(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  /** Takes the host out of the mesh without a failed request; the launcher stays. */
  public void leave() {
    run("leave").orThrow();
  }

  /** Ends everything in order: capture removed, Envoy drained, agent ended. */
  public void stop() {
    launcher.endWithin(STOP);
  }

  public void start() {
    launcher = launch(host, configFile);
  }

  @Override
  public void close() {
    stop();
  }
}

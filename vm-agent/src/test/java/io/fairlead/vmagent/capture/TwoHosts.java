package io.fairlead.vmagent.capture;

import io.fairlead.vmagent.host.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** A host to capture and a peer, each a network namespace, with IPv4 and IPv6 between them. */
final class TwoHosts implements AutoCloseable {

  static final String HOST4 = "10.99.0.1";
  static final String PEER4 = "10.99.0.2";
  static final String HOST6 = "fd99::1";
  static final String PEER6 = "fd99::2";
  static final int AGENT = 47900;
  static final int PROXY = 47901;
  static final int APPLICATION = 47902;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String PROGRAM = NetworkProgram.class.getName().replace('.', '/') + ".class";

  private final Commands commands = new Commands();
  private final String host;
  private final String peer;
  private final Path directory;
  private final Deque<NetworkProcess> processes = new ArrayDeque<>();

  private TwoHosts(Path directory) {
    String id = UUID.randomUUID().toString().substring(0, 6);
    this.host = "flh" + id;
    this.peer = "flp" + id;
    this.directory = directory;
  }

  static TwoHosts create() {
    Assertions.assertThat(Privilege.isHeld())
        .as("tests tagged 'root' need root: run them with sudo, or leave the tag out")
        .isTrue();
    TwoHosts hosts = new TwoHosts(worldReadable());
    try {
      hosts.connect();
    } catch (RuntimeException | AssertionError e) {
      hosts.close();
      throw e;
    }
    return hosts;
  }

  /** A directory that the users of the test programs may read, with their program in it. */
  private static Path worldReadable() {
    try {
      Path directory = Files.createTempDirectory("fairlead-capture-");
      Path program = directory.resolve(PROGRAM);
      Files.createDirectories(program.getParent());
      try (var in = NetworkProgram.class.getClassLoader().getResourceAsStream(PROGRAM)) {
        Files.write(program, Objects.requireNonNull(in).readAllBytes());
      }
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("preparing the test programs", e);
    }
  }

  private void connect() {
    run("ip netns add " + host);
    run("ip netns add " + peer);
    run("ip link add fl0 netns %s type veth peer name fl0 netns %s".formatted(host, peer));
    for (String[] side : new String[][] {{host, HOST4, HOST6}, {peer, PEER4, PEER6}}) {
      String in = "ip -n " + side[0];
      run(in + " link set lo up");
      run(in + " address add %s/24 dev fl0".formatted(side[1]));
      run(in + " address add %s/64 dev fl0 nodad".formatted(side[2]));
      run(in + " link set fl0 up");
    }
    // The name servers that the host asks.
    Path resolvConf = directory.resolve("resolv.conf");
    write(resolvConf, "nameserver %s\nnameserver %s\n".formatted(PEER4, PEER6));
  }

  /** Runs a command line in the host's namespace and gives what it prints. */
  String inHost(String command) {
    return run("ip netns exec %s %s".formatted(host, command));
  }

  void restoreInHost(String program, String document) {
    Commands.Result result =
        commands.run(List.of("ip", "netns", "exec", host, program, "--noflush"), document, TIMEOUT);
    Assertions.assertThat(result.isSuccess()).as(result.errors()).isTrue();
  }

  /** Every rule of the host, without counters, times and tables that are empty. */
  String rules() {
    return Stream.of("iptables-save", "ip6tables-save")
        .flatMap(program -> (program + "\n" + inHost(program)).lines())
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceAll("\\[\\d+:\\d+]", ""))
        .filter(line -> !line.matches(":[A-Z]+ ACCEPT |\\*.*|COMMIT"))
        .collect(Collectors.joining("\n"));
  }

  NetworkProcess hostProgram(int user) {
    return program(host, user);
  }

  NetworkProcess peerProgram() {
    return program(peer, 0);
  }

  private NetworkProcess program(String namespace, int user) {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    if (user != 0) {
      command.addAll(List.of("setpriv", "--reuid", Integer.toString(user), "--clear-groups"));
    }
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx32m",
            "-cp",
            directory.toString(),
            NetworkProgram.class.getName()));
    try {
      NetworkProcess process =
          new NetworkProcess(
              new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
      processes.push(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("starting a test program", e);
    }
  }

  /** Runs {@code capture} with those words on the host, as the operator would. */
  Commands.Result capture(CaptureSettings settings, String verb, Map<String, String> environment) {
    Path file = directory.resolve("capture.yaml");
    settings.write(file);
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", host, "env"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CaptureProgram.class.getName(),
            verb));
    if (verb.equals("remove")) {
      command.addAll(List.of("--drain", "30"));
    } else {
      command.addAll(
          List.of("--settings", file.toString(), "--resolv-conf", directory + "/resolv.conf"));
    }
    return commands.run(command, "", TIMEOUT);
  }

  /** A PATH on which one program is replaced by a script. */
  String programs(String name, String script) {
    Path program = directory.resolve("bin").resolve(name);
    try {
      Files.createDirectories(program.getParent());
      Files.writeString(program, "#!/bin/sh\n" + script + "\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + program, e);
    }
    return directory.resolve("bin") + ":/usr/sbin:/usr/bin:/sbin:/bin";
  }

  private String run(String command) {
    Commands.Result result = commands.run(List.of(command.split(" ")), "", TIMEOUT);
    Assertions.assertThat(result.isSuccess()).as("%s: %s", command, result.errors()).isTrue();
    return result.output();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    }
  }

  @Override
  public void close() {
    processes.forEach(NetworkProcess::close);
    commands.run(List.of("ip", "netns", "delete", host), "", TIMEOUT);
    commands.run(List.of("ip", "netns", "delete", peer), "", TIMEOUT);
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException("cleaning up " + directory, e);
    }
  }
}

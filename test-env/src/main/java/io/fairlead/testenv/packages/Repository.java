package io.fairlead.testenv.packages;

import io.fairlead.testenv.hosts.BootedNetwork;
import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.TestEnvironmentException;
import io.fairlead.testenv.process.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A repository of packages on the network of the hosts, as {@code http://packages.mesh.example}.
 */
public final class Repository {

  private static final String MADE = "FAIRLEAD_REPOSITORY";
  private static final String MADE_NEXT = "FAIRLEAD_REPOSITORY_NEXT";

  private static final Duration START = Duration.ofSeconds(30);

  private final Path served;

  private Repository(Path served) {
    this.served = served;
  }

  /** Serves what {@code ./dev repo} made, until the network is closed. */
  public static Repository serve(BootedNetwork network) {
    Repository repository = new Repository(network.directory().resolve("packages"));
    repository.publish();
    network.start(
        "packages-server",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jwebserver").toString(),
            "-b",
            network.gateway(),
            "-p",
            "80",
            "-d",
            repository.served.toString(),
            "-o",
            "none"));
    Waiting.until(
        "the server of packages",
        START,
        () ->
            network
                .run("curl", "-sf", "http://%s/fairlead.asc".formatted(network.gateway()))
                .succeeded());
    return repository;
  }

  /** Takes back what was changed, and {@link #publishNext}. */
  public void publish() {
    publish(made(MADE));
  }

  /** The same packages, and the agent's one version on. */
  public void publishNext() {
    publish(made(MADE_NEXT));
  }

  /** Files are linked, not copied: whoever changes one puts a new one in its place. */
  private void publish(Path repository) {
    Commands.run(
            "bash",
            "-euc",
            "mkdir -p \"$2\"; rm -rf \"${2:?}\"/*; cp -al \"$1\"/. \"$2\"",
            "publish",
            repository.toString(),
            served.toString())
        .orThrow();
  }

  /** What is served, for who wants to spoil it. */
  public Path files() {
    return served;
  }

  private static Path made(String variable) {
    String value = System.getenv(variable);
    if (value == null || value.isEmpty() || !Files.isDirectory(Path.of(value))) {
      throw new TestEnvironmentException(
          variable + " names no repository: run this by ./dev test, which makes it");
    }
    return Path.of(value);
  }
}

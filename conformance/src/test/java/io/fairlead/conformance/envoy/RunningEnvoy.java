package io.fairlead.conformance.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.fairlead.conformance.traffic.Client.Target;
import io.fairlead.peers.process.Binaries;
import io.fairlead.peers.tls.TestTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An Envoy process with the configuration of one host. */
public final class RunningEnvoy implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final EnvoyConfig config;
  private final Path directory;
  private final Process process;
  private final Map<String, Integer> ports = new HashMap<>();

  public RunningEnvoy(EnvoyConfig config, LoopbackBackends backends, TestTls tls, Path directory) {
    this.config = config;
    this.directory = directory;
    try {
      Path file = directory.resolve("envoy.pb");
      Files.write(file, LoopbackBootstrap.of(config, backends, tls).toByteArray());
      this.process = start(file);
    } catch (IOException e) {
      throw new UncheckedIOException("starting Envoy in " + directory, e);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(25))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(this::isReady);
    readPorts();
  }

  private Process start(Path file) throws IOException {
    List<String> arguments =
        List.of(
            "--use-dynamic-base-id --concurrency 1 -l warning --service-node caller"
                .concat(" --service-cluster caller --drain-time-s 1 -c")
                .split(" "));
    return new ProcessBuilder(
            Stream.of(
                    Stream.of(Binaries.envoy()),
                    arguments.stream(),
                    Stream.of(file.toString(), "--admin-address-path", adminFile().toString()))
                .flatMap(part -> part)
                .toList())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("envoy.log").toFile())
        .start();
  }

  private Path adminFile() {
    return directory.resolve("admin");
  }

  private boolean isReady() throws IOException, InterruptedException {
    assertThat(process.isAlive()).as(() -> "Envoy runs; its log:\n" + log()).isTrue();
    return Files.exists(adminFile())
        && !Files.readString(adminFile()).isEmpty()
        && admin("/ready").startsWith("LIVE");
  }

  private String admin(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + Files.readString(adminFile()).strip() + path);
    return HTTP.send(
            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
            BodyHandlers.ofString())
        .body();
  }

  private void readPorts() {
    try {
      JsonObject root = JsonParser.parseString(admin("/listeners?format=json")).getAsJsonObject();
      for (JsonElement status : root.getAsJsonArray("listener_statuses")) {
        JsonObject listener = status.getAsJsonObject();
        ports.put(
            listener.get("name").getAsString(),
            listener
                .getAsJsonObject("local_address")
                .getAsJsonObject("socket_address")
                .get("port_value")
                .getAsInt());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("asking Envoy for its listeners", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The loopback port that takes what goes to {@code target}, as Envoy itself would choose. */
  public int portFor(Target target) {
    return named(target.address(), target.port())
        .or(() -> named("0.0.0.0", target.port()))
        .or(() -> named("0.0.0.0", 15001))
        .orElseThrow(() -> new AssertionError("nothing listens for " + target + " among " + ports));
  }

  /** The same, of what others call. */
  public int servingPort(Target target) {
    return named(target.address(), target.port())
        .or(() -> named("0.0.0.0", 15006))
        .orElseThrow(() -> new AssertionError("nothing serves " + target + " among " + ports));
  }

  private java.util.Optional<Integer> named(String address, int port) {
    return config.listeners().stream()
        .filter(listener -> isAt(listener, address, port))
        .map(listener -> ports.get(listener.getName()))
        .filter(java.util.Objects::nonNull)
        .findFirst();
  }

  private static boolean isAt(Listener listener, String address, int port) {
    var socket = listener.getAddress().getSocketAddress();
    return socket.getPortValue() == port && socket.getAddress().equals(address);
  }

  public String log() {
    try {
      return Files.readString(directory.resolve("envoy.log"));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

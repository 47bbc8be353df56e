package io.fairlead.conformance.istiod;

import io.fairlead.conformance.istiod.KubernetesApi.Placed;
import io.fairlead.conformance.traffic.TestTls;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** istiod, the Kubernetes API server before it and etcd before that. */
public final class IstiodProcess implements AutoCloseable {

  private static final String TOKEN = "only-for-this-test";
  private static final Duration START = Duration.ofSeconds(120);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Processes processes;
  private final KubernetesApi kubernetes;
  private final ManagedChannel channel;
  private final int debugPort = Processes.freePort();

  public IstiodProcess(Path directory, TestTls tls) {
    this.processes = new Processes(directory);
    int apiPort = Processes.freePort();
    int etcdPort = Processes.freePort();
    int xdsPort = Processes.freePort();
    KubernetesFiles files = new KubernetesFiles(directory, tls, TOKEN, apiPort);
    this.kubernetes = new KubernetesApi(tls, apiPort, TOKEN);
    processes.start("etcd", Map.of("ETCD_UNSUPPORTED_ARCH", ""), files.etcd(etcdPort));
    processes.start("kube-apiserver", Map.of(), files.apiServer(etcdPort));
    awaitStart("kube-apiserver", kubernetes::isReady);
    kubernetes.createNamespace("istio-system");
    kubernetes.create(read(Path.of(Binaries.istioCrds())), crd -> {});
    awaitStart(
        "kube-apiserver",
        () ->
            kubernetes
                .get("/apis/networking.istio.io/v1/virtualservices")
                .contains("VirtualServiceList"));
    processes.start(
        "istiod",
        Map.of(
            "POD_NAMESPACE", "istio-system",
            "POD_NAME", "istiod",
            "PILOT_ENABLE_METADATA_EXCHANGE", "false",
            "PILOT_ENABLE_ALPN_FILTER", "false",
            "PILOT_DEBOUNCE_AFTER", "10ms",
            "INJECT_ENABLED", "false",
            "VALIDATION_WEBHOOK_CONFIG_NAME", ""),
        files.istiod(xdsPort, debugPort));
    awaitStart("istiod", this::isReady);
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", xdsPort)
            .usePlaintext()
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();
  }

  KubernetesApi kubernetes() {
    return kubernetes;
  }

  ManagedChannel channel() {
    return channel;
  }

  /** Until istiod knows these resources and no others. */
  void awaitConfig(Collection<Placed> placed) {
    Set<String> expected =
        placed.stream()
            .map(one -> one.kind() + " " + one.namespace() + "/" + one.name())
            .collect(Collectors.toSet());
    await("knows " + expected, () -> Istiod.known(debug("/debug/configz")).equals(expected));
  }

  void await(String what, Callable<Boolean> condition) {
    org.awaitility.Awaitility.await()
        .alias("istiod " + what)
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  private void awaitStart(String name, Callable<Boolean> condition) {
    org.awaitility.Awaitility.await()
        .alias(name + " starts")
        .atMost(START)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              processes.requireAlive(name);
              return condition.call();
            });
  }

  private boolean isReady() throws InterruptedException {
    try {
      return HTTP.send(request("/ready"), BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private String debug(String path) throws IOException, InterruptedException {
    return HTTP.send(request(path), BodyHandlers.ofString()).body();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + debugPort + path))
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    processes.close();
  }
}

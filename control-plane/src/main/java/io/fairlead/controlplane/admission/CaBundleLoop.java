package io.fairlead.controlplane.admission;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.fairlead.controlplane.apiserver.ApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps our root certificate in our webhooks' configurations, so that the API server believes us:
 * at once, and again every minute, since whoever installs them anew takes it away.
 */
public final class CaBundleLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CaBundleLoop.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
  private static final String ROOT = "/apis/admissionregistration.k8s.io/v1/";
  private static final List<String> KINDS =
      List.of("validatingwebhookconfigurations", "mutatingwebhookconfigurations");
  private static final int OK = 200;
  private static final int NOT_THERE = 404;

  private final ApiServer api;
  private final List<String> names;
  private final Supplier<String> roots;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("ca-bundles").unstarted(this::run);

  /**
   * @param names of configurations; what is not there is left alone
   * @param roots what signs our certificate, PEM
   */
  public CaBundleLoop(ApiServer api, List<String> names, Supplier<String> roots) {
    this.api = api;
    this.names = List.copyOf(names);
    this.roots = roots;
  }

  public void start() {
    thread.start();
  }

  private void run() {
    boolean failed = false;
    try {
      do {
        Optional<String> failure = round();
        if (failure.isPresent() && !failed) {
          log.atWarn()
              .addKeyValue("server", api.server())
              .addKeyValue("reason", failure.get())
              .log("Our root certificate cannot be written into our webhooks; it is tried again");
        }
        failed = failure.isPresent();
      } while (!ended.await(
          (failed ? PAUSE_AFTER_FAILURE : PAUSE).toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What failed, if anything did. */
  private Optional<String> round() throws InterruptedException {
    try (ApiServer.Session session = api.open()) {
      for (String kind : KINDS) {
        for (String name : names) {
          keep(session, kind + "/" + name);
        }
      }
      return Optional.empty();
    } catch (IOException | JsonParseException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void keep(ApiServer.Session session, String configuration)
      throws IOException, InterruptedException {
    ApiServer.Answer found = session.get(ROOT + configuration);
    if (found.code() == NOT_THERE) {
      return;
    }
    require(found, configuration);
    Optional<String> patch = CaBundles.patch(parsed(found.body()), encoded());
    if (patch.isPresent()) {
      require(
          session.patch(ROOT + configuration, "application/json-patch+json", patch.get()),
          configuration);
      log.atInfo()
          .addKeyValue("configuration", configuration)
          .log("Our root certificate was written into a webhook");
    }
  }

  private String encoded() {
    return Base64.getEncoder().encodeToString(roots.get().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject parsed(String json) throws IOException {
    JsonElement tree = JsonParser.parseString(json);
    if (tree.isJsonObject()) {
      return tree.getAsJsonObject();
    }
    throw new IOException("the API server's answer is no object");
  }

  private static void require(ApiServer.Answer answer, String configuration) throws IOException {
    if (answer.code() != OK) {
      throw new IOException(
          configuration
              + ": the API server answers "
              + answer.code()
              + ": may our account get and patch it?");
    }
  }

  @Override
  public void close() {
    ended.countDown();
    thread.interrupt();
  }
}

package io.fairlead.cli.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.output.Json;
import io.fairlead.cli.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program that a kubeconfig names to get credentials from (KEP 541). It speaks to the person on
 * standard error, and asks on standard input where it may.
 */
final class ExecPlugin {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int LARGEST = 1 << 20;

  private final KubeContext context;
  private final Tree exec;

  private ExecPlugin(KubeContext context) {
    this.context = context;
    this.exec = context.user().fields().at("exec");
  }

  static ExecPlugin of(KubeContext context) {
    return new ExecPlugin(context);
  }

  Credentials run() {
    ProcessBuilder builder = new ProcessBuilder(command()).redirectError(Redirect.INHERIT);
    if (isInteractive()) {
      builder.redirectInput(Redirect.INHERIT);
    }
    for (Tree variable : exec.at("env").list()) {
      builder.environment().put(variable.at("name").text(), variable.at("value").text());
    }
    builder.environment().put("KUBERNETES_EXEC_INFO", question());
    try {
      return credentials(answer(builder.start()));
    } catch (IOException e) {
      String hint = exec.at("installHint").text();
      throw failed("cannot be run" + (hint.isEmpty() ? ": install it" : ": " + hint.strip()));
    }
  }

  /** A command with a slash in it is looked for beside the kubeconfig, another one in the path. */
  private List<String> command() {
    String command = exec.at("command").text();
    if (command.isEmpty()) {
      throw Failure.usage(context.user().place() + ": exec names no command");
    }
    List<String> all = new ArrayList<>();
    all.add(
        command.contains("/") ? context.user().directory().resolve(command).toString() : command);
    exec.at("args").list().forEach(argument -> all.add(argument.text()));
    return all;
  }

  private boolean isInteractive() {
    return !exec.at("interactiveMode").text().equals("Never") && System.console() != null;
  }

  private String question() {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("interactive", isInteractive());
    if (exec.at("provideClusterInfo").isTrue()) {
      spec.put("cluster", cluster());
    }
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("apiVersion", exec.at("apiVersion").text());
    question.put("kind", "ExecCredential");
    question.put("spec", spec);
    return Json.of(question);
  }

  private Map<String, Object> cluster() {
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("server", context.cluster().text("server"));
    String roots = context.cluster().content("certificate-authority");
    if (!roots.isEmpty()) {
      cluster.put(
          "certificate-authority-data",
          java.util.Base64.getEncoder().encodeToString(roots.getBytes(UTF_8)));
    }
    return cluster;
  }

  private String answer(Process process) throws IOException {
    try (InputStream out = process.getInputStream()) {
      if (!isInteractive()) {
        process.getOutputStream().close();
      }
      // A plugin that waits for a person is given up with the person's patience: by Ctrl-C.
      String said = new String(out.readNBytes(LARGEST), UTF_8);
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw failed("does not end: run it by hand");
      }
      if (process.exitValue() != 0) {
        throw failed("ends with code " + process.exitValue() + ": run it by hand");
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    } finally {
      process.destroy();
    }
  }

  private Credentials credentials(String said) {
    Tree status;
    try {
      status = Tree.parse(said).at("status");
    } catch (IllegalArgumentException e) {
      throw failed("says something that " + e.getMessage());
    }
    String token = status.at("token").text();
    String certificate = status.at("clientCertificateData").text();
    if (token.isEmpty() && certificate.isEmpty()) {
      throw failed("gives neither a token nor a certificate: run it by hand");
    }
    return new Credentials(
        token.isEmpty() ? "" : "Bearer " + token,
        certificate,
        status.at("clientKeyData").text(),
        Map.of());
  }

  private Failure failed(String what) {
    return Failure.failed(
        "the program '%s' of %s %s"
            .formatted(exec.at("command").text(), context.user().place(), what));
  }
}

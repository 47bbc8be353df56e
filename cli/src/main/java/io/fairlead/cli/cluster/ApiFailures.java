package io.fairlead.cli.cluster;

import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.kubeconfig.Connection;
import io.fairlead.istioconfig.Excerpt;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** The one place that turns what an API server answers into a sentence and an exit code. */
final class ApiFailures {

  private static final int MAX_SENTENCE = 1_000;

  private ApiFailures() {}

  static Failure unreachable(Connection connection, IOException e) {
    String server = title(connection);
    if (e instanceof SSLException) {
      return Failure.unreachable(
          "%s does not prove itself (%s): look at certificate-authority of its cluster"
              .formatted(server, clean(e.getMessage())));
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : clean(e.getMessage());
    return Failure.unreachable(
        "%s does not answer (%s): look at its address and the network".formatted(server, reason));
  }

  static Failure refused(Connection connection, int code, String what, String message) {
    String server = title(connection);
    String reason = message.isEmpty() ? "code " + code : clean(message);
    return Failure.failed(
        switch (code) {
          case 401 -> server + " does not know these credentials: log in to the cluster anew";
          case 403 ->
              "%s does not allow to %s (%s): use an account that may"
                  .formatted(server, what, reason);
          case 429, 503, 504 ->
              "%s is too busy to %s (%s): try again".formatted(server, what, reason);
          default -> "%s refuses to %s: %s".formatted(server, what, reason);
        });
  }

  private static String title(Connection connection) {
    return "the API server %s of context '%s'".formatted(connection.server(), connection.name());
  }

  private static String clean(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "no reason given" : Excerpt.clean(text, MAX_SENTENCE);
  }
}

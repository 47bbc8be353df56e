package io.fairlead.vmagent.status;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * How an application is asked whether it is well. The host of the address stands for the pod, and
 * is never looked up.
 */
sealed interface AppProbe {

  int port();

  /** By a request; {@code target} is path and query. */
  record Http(boolean isTls, int port, String target) implements AppProbe {}

  /** By a connection. */
  record Tcp(int port) implements AppProbe {}

  /** By gRPC's own question; {@code service} may be empty. */
  record OfGrpc(int port, String service) implements AppProbe {}

  /**
   * @throws IllegalArgumentException with a sentence, for anything else
   */
  static AppProbe parse(String path, String text) {
    if (!path.startsWith("/app-health/")) {
      throw new IllegalArgumentException("'appProbes' have paths below /app-health/, not " + path);
    }
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      int port = uri.getPort();
      if (port < 1 || port > 65_535) {
        throw invalid(text);
      }
      return switch (scheme) {
        case "http" -> new Http(false, port, target(uri));
        case "https" -> new Http(true, port, target(uri));
        case "tcp" -> new Tcp(port);
        case "grpc" -> new OfGrpc(port, service(uri));
        default -> throw invalid(text);
      };
    } catch (URISyntaxException e) {
      throw invalid(text);
    }
  }

  private static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static String service(URI uri) {
    String path = uri.getPath();
    return path == null || path.isEmpty() ? "" : path.substring(1);
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "'appProbes' are addresses such as http://pod:8080/health, tcp://pod:5432 or"
            + " grpc://pod:50051/service, not "
            + text);
  }
}

package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Limits.ConnectionLimit;
import io.fairlead.model.policy.Setting;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The annotations that say how much is let through. */
final class LimitKeys {

  static final String RATE = "rate-limit";
  static final String BURST = "rate-limit-burst";
  static final String PER = "rate-limit-per";
  static final String STATUS = "rate-limit-status";
  static final String HEADERS = "rate-limit-headers";
  static final String SERVICE = "rate-limit-service";
  static final String DOMAIN = "rate-limit-domain";
  static final String TIMEOUT = "rate-limit-timeout";
  static final String FAILURE = "rate-limit-failure";
  static final String CONNECTIONS = "connection-rate-limit";
  static final String CONNECTIONS_BURST = "connection-rate-limit-burst";

  static final List<String> OF_REQUESTS =
      List.of(RATE, BURST, PER, STATUS, HEADERS, SERVICE, DOMAIN, TIMEOUT, FAILURE);
  static final List<String> OF_CONNECTIONS = List.of(CONNECTIONS, CONNECTIONS_BURST);
  static final List<String> ALL =
      Stream.concat(OF_REQUESTS.stream(), OF_CONNECTIONS.stream()).toList();

  /** Each costs a filter of its own. */
  private static final int MOST_PARTS = 50;

  private LimitKeys() {}

  /** What the limit of a whole resource is called. */
  static String limitName(IstioResource resource) {
    return resource.kind().name() + "/" + resource.name();
  }

  /** The limit of connections, where there is one. */
  static Setting<ConnectionLimit> connections(OurAnnotations said, String name) {
    return Setting.from(
        new RateReader(said, CONNECTIONS, CONNECTIONS_BURST)
            .read()
            .map(rate -> new ConnectionLimit(name, rate)));
  }

  static void tellTooMany(Collection<String> parts, Findings findings) {
    if (parts.size() > MOST_PARTS) {
      findings.error(
          ProblemCode.TOO_LARGE,
          "metadata.annotations",
          "limit " + parts.size() + " parts by name: name " + MOST_PARTS + " at most");
    }
  }
}

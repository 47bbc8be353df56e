package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.HealthCheck;
import io.fairlead.model.policy.HealthCheck.Probe;
import io.fairlead.model.policy.HealthCheck.Thresholds;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;
import java.util.List;

/** Reads health checks, which Istio's language has no field for, from annotations of ours. */
final class HealthCheckReader {

  private static final String KIND = "health-check";
  private static final String PATH = "health-check-path";
  private static final String HOST = "health-check-host";
  private static final String SERVICE = "health-check-service";
  private static final String INTERVAL = "health-check-interval";
  private static final String TIMEOUT = "health-check-timeout";
  private static final String UNHEALTHY = "health-check-unhealthy-threshold";
  private static final String HEALTHY = "health-check-healthy-threshold";
  static final List<String> KNOWN =
      List.of(KIND, PATH, HOST, SERVICE, INTERVAL, TIMEOUT, UNHEALTHY, HEALTHY);

  private static final String USUAL_INTERVAL = "10s";
  private static final String USUAL_TIMEOUT = "1s";
  private static final int USUAL_UNHEALTHY = 3;
  private static final int USUAL_HEALTHY = 2;
  private static final OurAnnotations.Range COUNT = new OurAnnotations.Range("count", 1, 100);

  private final OurAnnotations said;

  private HealthCheckReader(OurAnnotations said) {
    this.said = said;
  }

  static Setting<HealthCheck> read(OurAnnotations said) {
    return said.isEmpty() ? Setting.unset() : new HealthCheckReader(said).read();
  }

  private Setting<HealthCheck> read() {
    said.parts(KNOWN)
        .forEach(
            part ->
                said.of(part)
                    .tell(
                        KNOWN,
                        ProblemCode.UNKNOWN_FIELD,
                        "names a part of the rule, and is said of all of it: remove ." + part));
    if (!said.has(KIND)) {
      said.error(ProblemCode.MISSING_FIELD, KIND, "is missing: write http, grpc or tcp");
      return Setting.unset();
    }
    TimeLimit interval = said.time(INTERVAL, USUAL_INTERVAL);
    return Setting.of(
        new HealthCheck(
            probe(),
            interval,
            said.time(TIMEOUT, USUAL_TIMEOUT),
            new Thresholds(
                said.count(UNHEALTHY, USUAL_UNHEALTHY, COUNT),
                said.count(HEALTHY, USUAL_HEALTHY, COUNT))));
  }

  private Probe probe() {
    String kind = said.text(KIND, "");
    if (!kind.equals("http")) {
      exclude(List.of(PATH, HOST), kind);
    }
    if (!kind.equals("grpc")) {
      exclude(List.of(SERVICE), kind);
    }
    return switch (kind) {
      case "http" -> {
        String path = said.text(PATH, "/");
        if (!path.startsWith("/")) {
          said.error(ProblemCode.BAD_PATH, PATH, Excerpt.of(path) + " is no path: begin it with /");
        }
        yield new Probe.Http(path, said.text(HOST, ""));
      }
      case "grpc" -> new Probe.Grpc(said.text(SERVICE, ""));
      case "tcp" -> new Probe.Tcp();
      default -> {
        said.error(
            ProblemCode.UNKNOWN_VALUE,
            KIND,
            Excerpt.of(kind) + " is not known: use http, grpc or tcp");
        yield new Probe.Tcp();
      }
    };
  }

  private void exclude(List<String> keys, String kind) {
    said.tell(
        keys,
        ProblemCode.NEEDS_OTHER_FIELD,
        "is of no use with " + KIND + " " + kind + ": remove it");
  }
}

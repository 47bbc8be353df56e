package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.GoDuration;
import io.fairlead.istioconfig.Nearest;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.HealthCheck;
import io.fairlead.model.policy.HealthCheck.Probe;
import io.fairlead.model.policy.HealthCheck.Thresholds;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads health checks, which Istio's language has no field for, from annotations of ours. */
final class HealthCheckReader {

  private static final String OURS = "traffic.fairlead.io/";
  private static final String KIND = "health-check";
  private static final String PATH = "health-check-path";
  private static final String HOST = "health-check-host";
  private static final String SERVICE = "health-check-service";
  private static final String INTERVAL = "health-check-interval";
  private static final String TIMEOUT = "health-check-timeout";
  private static final String UNHEALTHY = "health-check-unhealthy-threshold";
  private static final String HEALTHY = "health-check-healthy-threshold";
  private static final List<String> KNOWN =
      List.of(KIND, PATH, HOST, SERVICE, INTERVAL, TIMEOUT, UNHEALTHY, HEALTHY);

  private static final String USUAL_INTERVAL = "10s";
  private static final String USUAL_TIMEOUT = "1s";
  private static final int USUAL_UNHEALTHY = 3;
  private static final int USUAL_HEALTHY = 2;
  private static final int MOST = 100;

  private final Findings findings;
  private final Map<String, String> said = new TreeMap<>();

  private HealthCheckReader(Map<String, String> annotations, Findings findings) {
    this.findings = findings;
    annotations.forEach(
        (key, value) -> {
          if (key.startsWith(OURS)) {
            said.put(key.substring(OURS.length()), value);
          }
        });
  }

  static Setting<HealthCheck> read(Map<String, String> annotations, Findings findings) {
    HealthCheckReader reader = new HealthCheckReader(annotations, findings);
    return reader.said.isEmpty() ? Setting.unset() : reader.read();
  }

  private Setting<HealthCheck> read() {
    for (String key : said.keySet()) {
      if (!KNOWN.contains(key)) {
        error(ProblemCode.UNKNOWN_FIELD, key, "is not known" + Nearest.hint(key, KNOWN));
      }
    }
    if (!said.containsKey(KIND)) {
      error(ProblemCode.MISSING_FIELD, KIND, "is missing: write http, grpc or tcp");
      return Setting.unset();
    }
    TimeLimit interval = time(INTERVAL, USUAL_INTERVAL);
    return Setting.of(
        new HealthCheck(
            probe(),
            interval,
            time(TIMEOUT, USUAL_TIMEOUT),
            new Thresholds(count(UNHEALTHY, USUAL_UNHEALTHY), count(HEALTHY, USUAL_HEALTHY))));
  }

  private Probe probe() {
    String kind = said.getOrDefault(KIND, "");
    if (!kind.equals("http")) {
      excluded(PATH, kind);
      excluded(HOST, kind);
    }
    if (!kind.equals("grpc")) {
      excluded(SERVICE, kind);
    }
    return switch (kind) {
      case "http" -> {
        String path = said.getOrDefault(PATH, "/");
        if (!path.startsWith("/")) {
          error(ProblemCode.BAD_PATH, PATH, Excerpt.of(path) + " is no path: begin it with /");
        }
        yield new Probe.Http(path, said.getOrDefault(HOST, ""));
      }
      case "grpc" -> new Probe.Grpc(said.getOrDefault(SERVICE, ""));
      case "tcp" -> new Probe.Tcp();
      default -> {
        error(
            ProblemCode.UNKNOWN_VALUE,
            KIND,
            Excerpt.of(kind) + " is not known: use http, grpc or tcp");
        yield new Probe.Tcp();
      }
    };
  }

  private void excluded(String key, String kind) {
    if (said.containsKey(key)) {
      error(
          ProblemCode.NEEDS_OTHER_FIELD,
          key,
          "is of no use with " + KIND + " " + kind + ": remove it");
    }
  }

  private TimeLimit time(String key, String otherwise) {
    String text = said.getOrDefault(key, otherwise);
    TimeLimit limit = GoDuration.parse(text).map(TimeLimit::of).orElse(TimeLimit.NONE);
    if (!limit.isSet() || limit.nanos() % 1_000_000 != 0) {
      error(
          ProblemCode.BAD_DURATION,
          key,
          Excerpt.of(text) + " is no duration of 1ms or longer: write one such as 10s");
    }
    return limit;
  }

  private int count(String key, int otherwise) {
    String text = said.getOrDefault(key, Integer.toString(otherwise));
    int count = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    if (count < 1 || count > MOST) {
      error(ProblemCode.OUT_OF_RANGE, key, Excerpt.of(text) + " is no count: use 1 to 100");
    }
    return count;
  }

  private void error(ProblemCode code, String key, String sentence) {
    findings.error(code, "metadata.annotations[" + OURS + key + "]", sentence);
  }
}

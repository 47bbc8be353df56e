package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.HTTPHealthCheckConfig;
import io.fairlead.api.istio.networking.v1alpha3.ReadinessProbe;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.ServicePort;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a probe of a WorkloadGroup may say. */
final class ProbeRules {

  private static final Set<String> SCHEMES = Set.of("", "HTTP", "HTTPS");

  private ProbeRules() {}

  static void check(String path, ReadinessProbe probe, Findings findings) {
    Map<String, Integer> numbers =
        new TreeMap<>(
            Map.of(
                "initialDelaySeconds", probe.getInitialDelaySeconds(),
                "timeoutSeconds", probe.getTimeoutSeconds(),
                "periodSeconds", probe.getPeriodSeconds(),
                "successThreshold", probe.getSuccessThreshold(),
                "failureThreshold", probe.getFailureThreshold()));
    numbers.forEach(
        (name, value) -> {
          if (value < 0) {
            findings.error(
                ProblemCode.OUT_OF_RANGE, path + "." + name, value + " is below 0: use 0 or more");
          }
        });
    switch (probe.getHealthCheckMethodCase()) {
      case HTTP_GET -> http(path + ".httpGet", probe.getHttpGet(), findings);
      case TCP_SOCKET -> port(path + ".tcpSocket.port", probe.getTcpSocket().getPort(), findings);
      case EXEC -> {
        if (probe.getExec().getCommandCount() == 0) {
          findings.error(
              ProblemCode.MISSING_FIELD, path + ".exec.command", "is empty: write a command");
        }
        for (int i = 0; i < probe.getExec().getCommandCount(); i++) {
          if (probe.getExec().getCommand(i).isEmpty()) {
            findings.error(
                ProblemCode.MISSING_FIELD,
                path + ".exec.command[" + i + "]",
                "is empty: write a word, or remove it");
          }
        }
      }
      case GRPC -> port(path + ".grpc.port", probe.getGrpc().getPort(), findings);
      case HEALTHCHECKMETHOD_NOT_SET ->
          findings.error(
              ProblemCode.MISSING_FIELD, path, "checks nothing: write httpGet, tcpSocket or exec");
    }
  }

  private static void http(String path, HTTPHealthCheckConfig check, Findings findings) {
    port(path + ".port", check.getPort(), findings);
    if (!SCHEMES.contains(check.getScheme())) {
      findings.error(
          ProblemCode.UNKNOWN_VALUE,
          path + ".scheme",
          Excerpt.of(check.getScheme()) + " is no scheme: use HTTP or HTTPS");
    }
    for (int i = 0; i < check.getHttpHeadersCount(); i++) {
      if (!check.getHttpHeaders(i).getName().matches("[A-Za-z0-9_-]+")) {
        findings.error(
            ProblemCode.BAD_NAME,
            path + ".httpHeaders[" + i + "].name",
            "is no name of a header: use letters, digits, - and _");
      }
    }
  }

  private static void port(String path, int number, Findings findings) {
    if (!ServicePort.isPort(Integer.toUnsignedLong(number))) {
      findings.error(ProblemCode.BAD_PORT, path, "is no port: use 1 to 65535");
    }
  }
}

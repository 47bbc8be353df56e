package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.ServiceHost;
import java.util.Locale;
import java.util.Optional;

/** Reads the hosts that rules are about. */
final class Hosts {

  private Hosts() {}

  /** Istio completes a name without dots to a Kubernetes service of the rule's namespace. */
  static Optional<ServiceHost> full(String path, String text, Findings findings) {
    String host = text.toLowerCase(Locale.ROOT);
    String problem = ServiceHost.problemWith(host);
    if (text.isEmpty()) {
      findings.error(ProblemCode.MISSING_FIELD, path, "is missing: name a host");
    } else if (!problem.isEmpty()) {
      findings.error(ProblemCode.BAD_HOST, path, Excerpt.of(text) + " " + problem);
    } else if (!host.equals("*") && host.indexOf('.') < 0) {
      findings.error(
          ProblemCode.SHORT_HOST,
          path,
          Excerpt.of(text) + " is a short name, and none is completed yet: write it in full");
    } else {
      return Optional.of(new ServiceHost(host));
    }
    return Optional.empty();
  }

  /** A service by its name, which may be a wildcard that it is declared with. */
  static Optional<ServiceHost> service(String path, String text, Findings findings) {
    Optional<ServiceHost> host = full(path, text, findings);
    if (host.isPresent() && host.get().value().equals("*")) {
      findings.error(
          ProblemCode.BAD_HOST, path, "'*' is every host: name one, or a domain as *.example.com");
      return Optional.empty();
    }
    return host;
  }

  /** The same, of one host: none that stands for many. */
  static Optional<ServiceHost> one(String path, String text, Findings findings) {
    Optional<ServiceHost> host = full(path, text, findings);
    if (host.isPresent() && host.get().isWildcard()) {
      findings.error(
          ProblemCode.BAD_HOST, path, Excerpt.of(text) + " is a wildcard: name one host");
      return Optional.empty();
    }
    return host;
  }
}

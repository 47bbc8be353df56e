package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.ProblemCode;
import java.util.Optional;

/** The names by which certificates of gateways are called. */
final class CredentialNames {

  private CredentialNames() {}

  /** Tells why {@code name} is no credential that the control plane can hold. */
  static void check(String path, String name, Findings findings) {
    if (findings.isGranted(name)) {
      return;
    }
    problemWith(name)
        .ifPresent(
            problem ->
                findings.error(ProblemCode.BAD_HOST, path, Excerpt.of(name) + " " + problem));
  }

  private static Optional<String> problemWith(String name) {
    if (name.contains("://")) {
      return Optional.of(
          "is of another store than the control plane's own, and none is asked yet: write the"
              + " credential's name alone");
    }
    if (name.indexOf('/') >= 0) {
      return Optional.of(
          "names a namespace, but a gateway uses credentials of its own only: write the name alone");
    }
    return Names.problemWithName(name).isEmpty()
        ? Optional.empty()
        : Optional.of("is no name: use 1 to 253 of a-z, 0-9, - and .");
  }
}

package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Nearest;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the protocol of a port. */
final class Protocols {

  /** Protocols that proxies pass on as bytes, with nothing of their own known. */
  private static final Set<String> AS_TCP = Set.of("REDIS", "MYSQL");

  private static final List<String> KNOWN =
      List.of("HTTP", "HTTPS", "HTTP2", "GRPC", "GRPC-Web", "TCP", "TLS", "MONGO");

  private Protocols() {}

  static Optional<Protocol> declared(String path, String text, Findings findings) {
    Optional<Protocol> protocol = Protocol.parse(text);
    if (protocol.isPresent()) {
      return protocol;
    }
    if (isCarriedAsTcp(text)) {
      findings.warning(path, text + " is carried as TCP: its own metrics are not kept");
      return Optional.of(Protocol.TCP);
    }
    findings.error(
        ProblemCode.UNKNOWN_VALUE,
        path,
        Excerpt.of(text) + " is no protocol: " + Nearest.hint(text, KNOWN));
    return Optional.empty();
  }

  static boolean isCarriedAsTcp(String text) {
    return AS_TCP.contains(text.toUpperCase(Locale.ROOT));
  }
}

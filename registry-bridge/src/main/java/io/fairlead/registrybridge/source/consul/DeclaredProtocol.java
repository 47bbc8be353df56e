package io.fairlead.registrybridge.source.consul;

import io.fairlead.model.service.Protocol;
import java.util.Optional;

/**
 * What a registration says about its protocol: the meta {@code protocol}, else a tag {@code
 * protocol=...}, else the meta {@code port-name} by Istio's rule for names of ports. Without any it
 * is TCP, which carries every protocol.
 */
final class DeclaredProtocol {

  private static final String TAG = "protocol=";

  private DeclaredProtocol() {}

  static Protocol of(ConsulInstance.Registration registration) {
    return explicit(registration)
        .flatMap(Protocol::parse)
        .or(() -> byPortName(registration))
        .orElse(Protocol.TCP);
  }

  /** What was declared and is no protocol. */
  static Optional<String> unknown(ConsulInstance.Registration registration) {
    return explicit(registration).filter(text -> Protocol.parse(text).isEmpty());
  }

  private static Optional<String> explicit(ConsulInstance.Registration registration) {
    return Optional.ofNullable(registration.meta().get("protocol"))
        .or(
            () ->
                registration.tags().stream()
                    .filter(tag -> tag.startsWith(TAG))
                    .map(tag -> tag.substring(TAG.length()))
                    .findFirst());
  }

  private static Optional<Protocol> byPortName(ConsulInstance.Registration registration) {
    return Optional.ofNullable(registration.meta().get("port-name"))
        .flatMap(name -> Protocol.parse(name.split("-", 2)[0]));
  }
}

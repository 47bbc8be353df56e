package io.fairlead.translation.security;

import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher.SanType;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.fairlead.translation.naming.IpLiteral;

/** Names that a certificate must carry. */
final class AltNames {

  private AltNames() {}

  /** Exactly this name, of the kind that it looks like. */
  static SubjectAltNameMatcher exactly(String name) {
    return SubjectAltNameMatcher.newBuilder()
        .setSanType(type(name))
        .setMatcher(StringMatcher.newBuilder().setExact(name))
        .build();
  }

  private static SanType type(String name) {
    if (name.contains("://")) {
      return SanType.URI;
    }
    if (IpLiteral.parse(name).isPresent()) {
      return SanType.IP_ADDRESS;
    }
    return name.indexOf('@') < 0 ? SanType.DNS : SanType.EMAIL;
  }
}

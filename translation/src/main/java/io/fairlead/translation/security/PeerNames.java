package io.fairlead.translation.security;

import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher.SanType;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.fairlead.translation.naming.IpLiteral;
import java.util.List;

/** Which names of a peer's certificate are accepted. */
final class PeerNames {

  private PeerNames() {}

  /** Any of {@code names}, each of the kind that it looks like. */
  static List<SubjectAltNameMatcher> exactly(List<String> names) {
    return names.stream()
        .map(name -> matcher(kind(name), StringMatcher.newBuilder().setExact(name).build()))
        .toList();
  }

  /**
   * Any of {@code names}; where there are none, any identity that begins with one of {@code
   * prefixes}.
   */
  static List<SubjectAltNameMatcher> orPrefix(List<String> names, List<String> prefixes) {
    return names.isEmpty()
        ? prefixes.stream()
            .map(prefix -> StringMatcher.newBuilder().setPrefix(prefix).build())
            .map(matcher -> matcher(SanType.URI, matcher))
            .toList()
        : exactly(names);
  }

  private static SanType kind(String name) {
    if (name.contains("://")) {
      return SanType.URI;
    }
    if (name.indexOf('@') >= 0) {
      return SanType.EMAIL;
    }
    return IpLiteral.parse(name).isPresent() ? SanType.IP_ADDRESS : SanType.DNS;
  }

  private static SubjectAltNameMatcher matcher(SanType kind, StringMatcher matcher) {
    return SubjectAltNameMatcher.newBuilder().setSanType(kind).setMatcher(matcher).build();
  }
}

package io.fairlead.translation.access;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.CidrRange;
import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.config.rbac.v3.Principal;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.fairlead.model.policy.TextPattern;
import io.fairlead.translation.naming.IpLiteral;
import java.util.List;

/** Texts, addresses, and how several of them go together, in Envoy's words. */
final class Matching {

  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  private Matching() {}

  static Principal anyPrincipal(List<Principal> any) {
    return any.size() == 1
        ? any.getFirst()
        : Principal.newBuilder().setOrIds(Principal.Set.newBuilder().addAllIds(any)).build();
  }

  /** Whoever it is, where nothing is asked. */
  static Principal allPrincipals(List<Principal> all) {
    return switch (all.size()) {
      case 0 -> Principal.newBuilder().setAny(true).build();
      case 1 -> all.getFirst();
      default ->
          Principal.newBuilder().setAndIds(Principal.Set.newBuilder().addAllIds(all)).build();
    };
  }

  static Permission anyPermission(List<Permission> any) {
    return any.size() == 1
        ? any.getFirst()
        : Permission.newBuilder().setOrRules(Permission.Set.newBuilder().addAllRules(any)).build();
  }

  /** Whatever it is, where nothing is asked. */
  static Permission allPermissions(List<Permission> all) {
    return switch (all.size()) {
      case 0 -> Permission.newBuilder().setAny(true).build();
      case 1 -> all.getFirst();
      default ->
          Permission.newBuilder().setAndRules(Permission.Set.newBuilder().addAllRules(all)).build();
    };
  }

  static HeaderMatcher header(String name, TextPattern pattern, boolean ignoresCase) {
    HeaderMatcher.Builder header = HeaderMatcher.newBuilder().setName(name);
    if (pattern instanceof TextPattern.Present) {
      return header.setPresentMatch(true).build();
    }
    return header.setStringMatch(text(pattern).toBuilder().setIgnoreCase(ignoresCase)).build();
  }

  static StringMatcher text(TextPattern pattern) {
    return switch (pattern) {
      case TextPattern.Exact(String text) -> StringMatcher.newBuilder().setExact(text).build();
      case TextPattern.Prefix(String text) -> StringMatcher.newBuilder().setPrefix(text).build();
      case TextPattern.Suffix(String text) -> StringMatcher.newBuilder().setSuffix(text).build();
      case TextPattern.Present ignored -> regex(".+");
      case TextPattern.Segments(String template) ->
          throw new IllegalStateException("a template of a path as a text: " + template);
    };
  }

  /** The whole text must match. */
  static StringMatcher regex(String pattern) {
    return StringMatcher.newBuilder()
        .setSafeRegex(RegexMatcher.newBuilder().setRegex(pattern))
        .build();
  }

  /** An address stands for itself. */
  static CidrRange block(String block) {
    int slash = block.indexOf('/');
    String address = slash < 0 ? block : block.substring(0, slash);
    int whole = IpLiteral.isIpv6(address) ? IPV6_BITS : IPV4_BITS;
    int length = slash < 0 ? whole : Integer.parseInt(block.substring(slash + 1));
    return CidrRange.newBuilder()
        .setAddressPrefix(address)
        .setPrefixLen(UInt32Value.of(length))
        .build();
  }
}

package io.fairlead.translation.access;

import io.envoyproxy.envoy.config.rbac.v3.Principal;
import io.envoyproxy.envoy.config.rbac.v3.Principal.Authenticated;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.fairlead.model.TrustDomains;
import io.fairlead.model.policy.Demand;
import io.fairlead.model.policy.Demand.Part;
import io.fairlead.model.policy.Demand.TextAttribute;
import io.fairlead.model.policy.TextPattern;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is asked of callers. Parts of an identity are found where they stand in it, so that a name
 * which looks like another part cannot pass for it.
 */
record Callers(TrustDomains trustDomains) {

  private static final String SCHEME = "spiffe://";

  /** What identities of any mesh may be written as. */
  private static final String STANDARD_DOMAIN = "cluster.local";

  private static final String SEGMENT = "[^/]";

  /** One for each value. */
  List<Principal> of(Demand demand) {
    return switch (demand) {
      case Demand.OfAddress address ->
          address.blocks().stream().map(block -> at(address.attribute(), block)).toList();
      case Demand.OfText text ->
          text.patterns().stream().flatMap(pattern -> of(text.attribute(), pattern)).toList();
      case Demand.OfPort ignored -> throw notOfCallers(demand);
    };
  }

  private static Principal at(Demand.AddressAttribute attribute, String block) {
    return switch (attribute) {
      case SOURCE -> Principal.newBuilder().setDirectRemoteIp(Matching.block(block)).build();
      case CLIENT -> Principal.newBuilder().setRemoteIp(Matching.block(block)).build();
      case DESTINATION -> throw new IllegalStateException("no caller has a destination");
    };
  }

  private Stream<Principal> of(TextAttribute attribute, TextPattern pattern) {
    return switch (attribute) {
      case TextAttribute.Peer(Part part) -> identities(part, pattern).map(Callers::identity);
      case TextAttribute.Header(String name) ->
          Stream.of(
              Principal.newBuilder().setHeader(Matching.header(name, pattern, false)).build());
      case TextAttribute.ServerName ignored -> throw notOfCallers(attribute);
      case TextAttribute.Host ignored -> throw notOfCallers(attribute);
      case TextAttribute.Method ignored -> throw notOfCallers(attribute);
      case TextAttribute.Path ignored -> throw notOfCallers(attribute);
    };
  }

  private static Principal identity(StringMatcher name) {
    return Principal.newBuilder()
        .setAuthenticated(Authenticated.newBuilder().setPrincipalName(name))
        .build();
  }

  private Stream<StringMatcher> identities(Part part, TextPattern pattern) {
    return switch (part) {
      case PRINCIPAL -> principals(pattern);
      case NAMESPACE -> Stream.of(matching(SEGMENT + "+", segment(pattern), SEGMENT + "+"));
      case ACCOUNT -> Stream.of(account(pattern));
      case TRUST_DOMAIN -> Stream.of(matching(segment(pattern), SEGMENT + "+", SEGMENT + "+"));
    };
  }

  private Stream<StringMatcher> principals(TextPattern pattern) {
    return switch (pattern) {
      case TextPattern.Exact(String text) ->
          spellings(text).map(name -> StringMatcher.newBuilder().setExact(SCHEME + name).build());
      case TextPattern.Prefix(String text) ->
          spellings(text).map(name -> StringMatcher.newBuilder().setPrefix(SCHEME + name).build());
      case TextPattern.Suffix ignored -> Stream.of(Matching.text(pattern));
      case TextPattern.Present ignored -> Stream.of(Matching.text(pattern));
      case TextPattern.Segments ignored -> throw notOfCallers(pattern);
    };
  }

  private Stream<String> spellings(String identity) {
    int slash = identity.indexOf('/');
    if (slash < 0) {
      return Stream.of(identity);
    }
    String domain = identity.substring(0, slash);
    List<String> equal = trustDomains.all();
    return domain.equals(STANDARD_DOMAIN) || equal.contains(domain)
        ? Stream.concat(Stream.of(domain), equal.stream())
            .distinct()
            .map(spelling -> spelling + identity.substring(slash))
        : Stream.of(identity);
  }

  private static StringMatcher account(TextPattern pattern) {
    if (pattern instanceof TextPattern.Exact(String text)) {
      int slash = text.indexOf('/');
      return matching(
          SEGMENT + "+", quoted(text.substring(0, slash)), quoted(text.substring(slash + 1)));
    }
    throw new IllegalStateException("an account is named in full: " + pattern);
  }

  private static StringMatcher matching(String domain, String namespace, String account) {
    return Matching.regex(SCHEME + domain + "/ns/" + namespace + "/sa/" + account);
  }

  private static String segment(TextPattern pattern) {
    return switch (pattern) {
      case TextPattern.Exact(String text) -> quoted(text);
      case TextPattern.Prefix(String text) -> quoted(text) + SEGMENT + "*";
      case TextPattern.Suffix(String text) -> SEGMENT + "*" + quoted(text);
      case TextPattern.Present ignored -> SEGMENT + "+";
      case TextPattern.Segments ignored -> throw notOfCallers(pattern);
    };
  }

  /** With nothing left that RE2 would take for more than itself. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point < 128 && !Character.isLetterOrDigit(point) && point != '-') {
                quoted.append('\\');
              }
              quoted.appendCodePoint(point);
            });
    return quoted.toString();
  }

  private static IllegalStateException notOfCallers(Object asked) {
    return new IllegalStateException("not asked of callers: " + asked);
  }
}

package io.fairlead.translation.access;

import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig;
import io.envoyproxy.envoy.type.matcher.v3.PathMatcher;
import io.fairlead.model.policy.Demand;
import io.fairlead.model.policy.Demand.AddressAttribute;
import io.fairlead.model.policy.Demand.TextAttribute;
import io.fairlead.model.policy.TextPattern;
import io.fairlead.translation.encoding.Deterministic;
import java.util.List;

/** What is asked of that which callers want to do. */
final class Targets {

  private Targets() {}

  /** One for each value. */
  static List<Permission> of(Demand demand) {
    return switch (demand) {
      case Demand.OfPort(List<Integer> ports, boolean ignored) ->
          ports.stream()
              .map(port -> Permission.newBuilder().setDestinationPort(port).build())
              .toList();
      case Demand.OfAddress address -> {
        if (address.attribute() != AddressAttribute.DESTINATION) {
          throw notOfTargets(address.attribute());
        }
        yield address.blocks().stream()
            .map(block -> Permission.newBuilder().setDestinationIp(Matching.block(block)).build())
            .toList();
      }
      case Demand.OfText text ->
          text.patterns().stream().map(pattern -> of(text.attribute(), pattern)).toList();
    };
  }

  private static Permission of(TextAttribute attribute, TextPattern pattern) {
    Permission.Builder permission = Permission.newBuilder();
    return switch (attribute) {
      case TextAttribute.ServerName ignored ->
          permission.setRequestedServerName(Matching.text(pattern)).build();
      case TextAttribute.Host ignored ->
          permission.setHeader(Matching.header(":authority", pattern, true)).build();
      case TextAttribute.Method ignored ->
          permission.setHeader(Matching.header(":method", pattern, false)).build();
      case TextAttribute.Path ignored -> path(pattern);
      case TextAttribute.Peer ignored -> throw notOfTargets(attribute);
      case TextAttribute.Header ignored -> throw notOfTargets(attribute);
    };
  }

  /** Without the query. */
  private static Permission path(TextPattern pattern) {
    if (pattern instanceof TextPattern.Segments(String template)) {
      return Permission.newBuilder()
          .setUriTemplate(
              TypedExtensionConfig.newBuilder()
                  .setName("envoy.path.match.uri_template.uri_template_matcher")
                  .setTypedConfig(
                      Deterministic.any(
                          UriTemplateMatchConfig.newBuilder()
                              .setPathTemplate(template.replace("{**}", "**").replace("{*}", "*"))
                              .build())))
          .build();
    }
    return Permission.newBuilder()
        .setUrlPath(PathMatcher.newBuilder().setPath(Matching.text(pattern)))
        .build();
  }

  private static IllegalStateException notOfTargets(Object asked) {
    return new IllegalStateException("not asked of what is called: " + asked);
  }
}

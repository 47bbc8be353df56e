package io.fairlead.translation.limit;

import com.google.api.expr.v1alpha1.Expr;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.config.route.v3.RateLimit.Action;
import io.envoyproxy.envoy.config.route.v3.RateLimit.Action.GenericKey;
import io.envoyproxy.envoy.config.route.v3.RateLimit.Action.RemoteAddress;
import io.envoyproxy.envoy.config.route.v3.RateLimit.Action.RequestHeaders;
import io.envoyproxy.envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor;
import io.fairlead.model.policy.RequestLimit.CountedBy;
import io.fairlead.translation.encoding.Deterministic;

/** How parts of a request become entries of what is counted together. */
final class Counted {

  private Counted() {}

  /** What every request of a limit has in common. */
  static Action name(String limit) {
    return Action.newBuilder()
        .setGenericKey(GenericKey.newBuilder().setDescriptorKey("limit").setDescriptorValue(limit))
        .build();
  }

  /** The key of the entry. */
  static String key(CountedBy by) {
    return switch (by) {
      case CountedBy.Header(String name) -> name;
      case CountedBy.Path ignored -> "path";
      case CountedBy.Caller ignored -> "caller";
      // Envoy's own key: it cannot be another one.
      case CountedBy.Address ignored -> "remote_address";
    };
  }

  /** Whether a request may come without it; then there is no entry. */
  static boolean mayBeAbsent(CountedBy by) {
    return switch (by) {
      case CountedBy.Header ignored -> true;
      case CountedBy.Caller ignored -> true;
      case CountedBy.Path ignored -> false;
      case CountedBy.Address ignored -> false;
    };
  }

  static Action action(CountedBy by) {
    return switch (by) {
      case CountedBy.Header(String name) ->
          Action.newBuilder()
              .setRequestHeaders(
                  RequestHeaders.newBuilder()
                      .setHeaderName(name)
                      .setDescriptorKey(key(by))
                      .setSkipIfAbsent(true))
              .build();
      case CountedBy.Path ignored -> attribute(key(by), "request", "url_path");
      case CountedBy.Caller ignored -> attribute(key(by), "connection", "uri_san_peer_certificate");
      case CountedBy.Address ignored ->
          Action.newBuilder().setRemoteAddress(RemoteAddress.getDefaultInstance()).build();
    };
  }

  /** An attribute that Envoy knows, as an expression that needs no parser. */
  private static Action attribute(String key, String object, String field) {
    Expr name = Expr.newBuilder().setIdentExpr(Expr.Ident.newBuilder().setName(object)).build();
    Expr.Select select = Expr.Select.newBuilder().setOperand(name).setField(field).build();
    Descriptor descriptor =
        Descriptor.newBuilder()
            .setDescriptorKey(key)
            .setSkipIfError(true)
            .setParsed(Expr.newBuilder().setSelectExpr(select))
            .build();
    return Action.newBuilder()
        .setExtension(
            TypedExtensionConfig.newBuilder()
                .setName("envoy.rate_limit_descriptors.expr")
                .setTypedConfig(Deterministic.any(descriptor)))
        .build();
  }
}

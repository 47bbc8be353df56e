package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.api.istio.networking.v1alpha3.RegexRewrite;

/** Rewrites of paths, segment by segment and with exactly one slash between them. */
final class PrefixRewrite {

  private PrefixRewrite() {}

  /**
   * {@code /foo} by {@code /bar}: {@code /foo/x} becomes {@code /bar/x}, {@code /foo} {@code /bar}.
   */
  static RegexRewrite of(String prefix, String by) {
    String from = prefix.equals("/") ? "" : prefix;
    String to = by.endsWith("/") ? by.substring(0, by.length() - 1) : by;
    // Of a path that is all gone a slash is left.
    return to.isEmpty()
        ? rewrite("^" + Quoted.of(from) + "/*(.*)$", "/\\1")
        : rewrite("^" + Quoted.of(from) + "(/?.*)$", escaped(to) + "\\1");
  }

  static RegexRewrite whole(String by) {
    return rewrite("^.*$", escaped(by));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\");
  }

  private static RegexRewrite rewrite(String match, String by) {
    return RegexRewrite.newBuilder().setMatch(match).setRewrite(by).build();
  }
}

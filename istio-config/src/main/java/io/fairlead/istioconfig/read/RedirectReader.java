package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.HTTPMatchRequest;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRedirect;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRedirect.RedirectPortCase;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRedirect.RedirectPortSelection;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpAction.PathChange;
import io.fairlead.model.policy.HttpAction.PortChange;
import java.util.List;
import java.util.Set;

/** Reads where callers are sent instead. */
record RedirectReader(Findings findings) {

  private static final int MOVED_PERMANENTLY = 301;
  private static final Set<Integer> CODES = Set.of(301, 302, 303, 307, 308);
  private static final Set<String> SCHEMES = Set.of("", "http", "https");

  HttpAction.Redirect read(String path, HTTPRedirect redirect, List<HTTPMatchRequest> matches) {
    if (isEmpty(redirect)) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          path,
          "leads nowhere else: write uri, prefixRewrite, authority, scheme or port");
    }
    if (!SCHEMES.contains(redirect.getScheme())) {
      findings.error(
          ProblemCode.UNKNOWN_VALUE,
          path + ".scheme",
          Excerpt.of(redirect.getScheme()) + " is no scheme of the web: write http or https");
    }
    int code = redirect.getRedirectCode() == 0 ? MOVED_PERMANENTLY : redirect.getRedirectCode();
    if (!CODES.contains(code)) {
      findings.error(
          ProblemCode.UNKNOWN_VALUE,
          path + ".redirectCode",
          Integer.toUnsignedLong(code)
              + " is no code that a proxy redirects with: use 301, 302, 303, 307 or 308");
    }
    return new HttpAction.Redirect(
        redirect.getScheme(),
        Texts.line(path + ".authority", redirect.getAuthority(), findings),
        port(path, redirect),
        path(path, redirect, matches),
        code);
  }

  private static boolean isEmpty(HTTPRedirect redirect) {
    return redirect.getUri().isEmpty()
        && redirect.getPrefixRewrite().isEmpty()
        && redirect.getAuthority().isEmpty()
        && redirect.getScheme().isEmpty()
        && redirect.getRedirectPortCase() == RedirectPortCase.REDIRECTPORT_NOT_SET;
  }

  private PortChange port(String path, HTTPRedirect redirect) {
    return switch (redirect.getRedirectPortCase()) {
      case PORT -> {
        PortNumbers.given(path + ".port", redirect.getPort(), findings);
        yield new PortChange.Fixed(redirect.getPort());
      }
      case DERIVE_PORT ->
          redirect.getDerivePort() == RedirectPortSelection.FROM_REQUEST_PORT
              ? new PortChange.Called()
              : new PortChange.Usual();
      case REDIRECTPORT_NOT_SET -> new PortChange.Usual();
    };
  }

  private PathChange path(String path, HTTPRedirect redirect, List<HTTPMatchRequest> matches) {
    String prefix = Texts.line(path + ".prefixRewrite", redirect.getPrefixRewrite(), findings);
    String uri = Texts.line(path + ".uri", redirect.getUri(), findings);
    if (prefix.isEmpty()) {
      return uri.isEmpty() ? new PathChange.Kept() : new PathChange.Whole(uri);
    }
    if (!uri.isEmpty()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path,
          "has both uri and prefixRewrite: write one of the two");
    }
    if (matches.stream().anyMatch(match -> match.hasUri() && !match.getUri().hasPrefix())) {
      findings.error(
          ProblemCode.NEEDS_OTHER_FIELD,
          path + ".prefixRewrite",
          "replaces the prefix that matched, and some match asks for another path: write uri.prefix"
              + " in every match");
    }
    return new PathChange.Prefix(prefix);
  }
}

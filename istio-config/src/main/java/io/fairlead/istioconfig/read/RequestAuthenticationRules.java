package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.security.v1beta1.ClaimToHeader;
import io.fairlead.api.istio.security.v1beta1.JWTHeader;
import io.fairlead.api.istio.security.v1beta1.JWTRule;
import io.fairlead.api.istio.security.v1beta1.RequestAuthentication;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import java.util.List;

/** What a RequestAuthentication may say. */
final class RequestAuthenticationRules {

  private RequestAuthenticationRules() {}

  static void check(RequestAuthentication policy, Findings findings) {
    AttachmentRules.selector(policy.hasSelector(), policy.getSelector(), findings);
    AttachmentRules.targets(policy.getTargetRefsList(), policy.hasSelector(), findings);
    if (policy.hasTargetRef()) {
      boolean isAlone = !policy.hasSelector() && policy.getTargetRefsCount() == 0;
      AttachmentRules.target(policy.getTargetRef(), !isAlone, findings);
    }
    for (int i = 0; i < policy.getJwtRulesCount(); i++) {
      check("spec.jwtRules[" + i + "]", policy.getJwtRules(i), findings);
    }
  }

  private static void check(String path, JWTRule rule, Findings findings) {
    if (rule.getIssuer().isEmpty() && rule.getJwksUri().isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          path + ".issuer",
          "is missing: name who signs the tokens, or write jwksUri");
    }
    checkKeys(path, rule, findings);
    Values values = new Values(findings);
    values.filled(path + ".audiences", rule.getAudiencesList());
    values.filled(path + ".fromParams", rule.getFromParamsList());
    values.filled(path + ".fromCookies", rule.getFromCookiesList());
    List<String> headers = rule.getFromHeadersList().stream().map(JWTHeader::getName).toList();
    values.filled(path + ".fromHeaders", headers);
    for (int i = 0; i < rule.getOutputClaimToHeadersCount(); i++) {
      check(path + ".outputClaimToHeaders[" + i + "]", rule.getOutputClaimToHeaders(i), findings);
    }
    if (rule.hasTimeout()) {
      TimeLimits.positive(path + ".timeout", rule.getTimeout(), findings);
    }
  }

  private static void checkKeys(String path, JWTRule rule, Findings findings) {
    String uri = rule.getJwksUri();
    if (!uri.isEmpty() && !uri.matches("https?://[^\\s/]+.*")) {
      findings.error(
          ProblemCode.BAD_ADDRESS,
          path + ".jwksUri",
          Excerpt.of(uri) + " is no address of keys: write an http:// or https:// URI");
    }
    if (!rule.getJwks().isEmpty() && !rule.getJwks().strip().startsWith("{")) {
      findings.error(
          ProblemCode.WRONG_TYPE, path + ".jwks", "is no JSON Web Key Set: write it as JSON");
    }
    if (rule.getJwks().contains("\"d\"")) {
      findings.warning(
          path + ".jwks", "holds a private key, and only public ones are used: remove it");
    }
  }

  private static void check(String path, ClaimToHeader copy, Findings findings) {
    if (copy.getClaim().isEmpty()) {
      findings.error(ProblemCode.MISSING_FIELD, path + ".claim", "is missing: name the claim");
    }
    if (!copy.getHeader().matches("[A-Za-z0-9_-]+")) {
      findings.error(
          ProblemCode.BAD_NAME,
          path + ".header",
          Excerpt.of(copy.getHeader()) + " is no name of a header: use letters, digits, - and _");
    }
  }
}

package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.security.v1beta1.Source;
import io.fairlead.model.ProblemCode;
import java.util.List;

/** Where a request may come from. */
final class SourceRules {

  /** What a decider outside the mesh is not told. */
  private static final List<String> NOT_WITH_CUSTOM =
      List.of(
          "principals",
          "notPrincipals",
          "requestPrincipals",
          "notRequestPrincipals",
          "namespaces",
          "notNamespaces",
          "serviceAccounts",
          "notServiceAccounts",
          "trustDomains",
          "notTrustDomains");

  private final String path;
  private final Source source;
  private final Findings findings;

  SourceRules(String path, Source source, Findings findings) {
    this.path = path;
    this.source = source;
    this.findings = findings;
  }

  void check(boolean isCustom) {
    if (source.getAllFields().isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD, path, "is empty: say which callers, or leave `from` out");
    }
    checkValues();
    boolean namesAccounts =
        source.getServiceAccountsCount() + source.getNotServiceAccountsCount() > 0;
    boolean namesIdentities =
        source.getPrincipalsCount()
                + source.getNotPrincipalsCount()
                + source.getNamespacesCount()
                + source.getNotNamespacesCount()
            > 0;
    if (namesAccounts && namesIdentities) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".serviceAccounts",
          "excludes principals and namespaces, which are set too: use accounts or the others");
    }
    if (isCustom) {
      source.getAllFields().keySet().stream()
          .map(field -> field.getJsonName())
          .filter(NOT_WITH_CUSTOM::contains)
          .forEach(
              name ->
                  findings.error(
                      ProblemCode.EXCLUSIVE_FIELDS,
                      path + "." + name,
                      "does not go with action CUSTOM: remove it"));
    }
  }

  private void checkValues() {
    Values values = new Values(findings);
    values.filled(path + ".principals", source.getPrincipalsList());
    values.filled(path + ".notPrincipals", source.getNotPrincipalsList());
    values.filled(path + ".requestPrincipals", source.getRequestPrincipalsList());
    values.filled(path + ".notRequestPrincipals", source.getNotRequestPrincipalsList());
    values.filled(path + ".namespaces", source.getNamespacesList());
    values.filled(path + ".notNamespaces", source.getNotNamespacesList());
    values.accounts(path + ".serviceAccounts", source.getServiceAccountsList());
    values.accounts(path + ".notServiceAccounts", source.getNotServiceAccountsList());
    values.blocks(path + ".ipBlocks", source.getIpBlocksList());
    values.blocks(path + ".notIpBlocks", source.getNotIpBlocksList());
    values.blocks(path + ".remoteIpBlocks", source.getRemoteIpBlocksList());
    values.blocks(path + ".notRemoteIpBlocks", source.getNotRemoteIpBlocksList());
    values.trustDomains(path + ".trustDomains", source.getTrustDomainsList());
    values.trustDomains(path + ".notTrustDomains", source.getNotTrustDomainsList());
  }
}

package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.ClientTLSSettings;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.ClientTls.Proof;
import io.fairlead.model.policy.ClientTls.ServerName;
import io.fairlead.model.policy.ClientTls.Trust;
import io.fairlead.model.policy.KeyFiles;
import java.util.Map;
import java.util.TreeMap;

/** Reads which TLS callers use. */
final class ClientTlsReader {

  private static final int MAX_SNI = 255;

  private final Findings findings;
  private final boolean isForChosen;

  /**
   * @param isForChosen whether a selector says whose callers it is for
   */
  ClientTlsReader(Findings findings, boolean isForChosen) {
    this.findings = findings;
    this.isForChosen = isForChosen;
  }

  ClientTls read(String path, ClientTLSSettings tls) {
    ServerName server = server(path, tls);
    return switch (tls.getMode()) {
      case DISABLE -> {
        warnOf(path, tls, "DISABLE", true);
        yield new ClientTls.Off();
      }
      case ISTIO_MUTUAL -> {
        warnOf(path, tls, "ISTIO_MUTUAL", false);
        yield new ClientTls.Mesh(server);
      }
      case SIMPLE -> {
        warnOf(path, tls, "SIMPLE", false);
        checkOneSource(path, tls);
        yield originated(tls, server, trust(path, tls), new Proof.Nothing());
      }
      case MUTUAL -> {
        checkOneSource(path, tls);
        yield originated(tls, server, trust(path, tls), own(path, tls));
      }
      case UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            path + ".mode",
            "is not known: use DISABLE, SIMPLE, MUTUAL or ISTIO_MUTUAL");
        yield new ClientTls.Off();
      }
    };
  }

  /** A key is for few: not for every host that calls. */
  private ClientTls originated(ClientTLSSettings tls, ServerName server, Trust trust, Proof own) {
    ClientTls.Originated originated = new ClientTls.Originated(server, trust, own);
    return tls.getCredentialName().isEmpty() || isForChosen
        ? originated
        : new ClientTls.ForGateways(originated);
  }

  /** What Istio ignores for a mode, which nobody shall rely on. */
  private void warnOf(String path, ClientTLSSettings tls, String mode, boolean isOff) {
    Map<String, Boolean> set = new TreeMap<>();
    set.put("clientCertificate", !tls.getClientCertificate().isEmpty());
    set.put("privateKey", !tls.getPrivateKey().isEmpty());
    if (tls.getMode() != ClientTLSSettings.TLSmode.SIMPLE) {
      set.put("caCertificates", !tls.getCaCertificates().isEmpty());
      set.put("caCrl", !tls.getCaCrl().isEmpty());
      set.put("credentialName", !tls.getCredentialName().isEmpty());
      set.put("insecureSkipVerify", tls.getInsecureSkipVerify().getValue());
    }
    if (isOff) {
      set.put("sni", !tls.getSni().isEmpty());
      set.put("subjectAltNames", tls.getSubjectAltNamesCount() > 0);
    }
    set.forEach(
        (field, isSet) -> {
          if (isSet) {
            findings.warning(path + "." + field, "is not looked at with mode " + mode);
          }
        });
  }

  private ServerName server(String path, ClientTLSSettings tls) {
    if (tls.getSni().length() > MAX_SNI) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          path + ".sni",
          "is longer than 255 characters, which no proxy sends");
    }
    for (int i = 0; i < tls.getSubjectAltNamesCount(); i++) {
      if (tls.getSubjectAltNames(i).isEmpty()) {
        findings.error(
            ProblemCode.MISSING_FIELD,
            path + ".subjectAltNames[" + i + "]",
            "is empty: write a name");
      }
    }
    return new ServerName(tls.getSni(), tls.getSubjectAltNamesList());
  }

  /** Where the certificates come from, one place for all of them. */
  private void checkOneSource(String path, ClientTLSSettings tls) {
    String credential = tls.getCredentialName();
    if (credential.isEmpty()) {
      return;
    }
    CredentialNames.check(path + ".credentialName", credential, findings);
    if (!tls.getClientCertificate().isEmpty()
        || !tls.getPrivateKey().isEmpty()
        || !tls.getCaCertificates().isEmpty()
        || !tls.getCaCrl().isEmpty()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".credentialName",
          "holds certificate, key and authorities, so no files go beside it: remove it or them");
    }
  }

  private Trust trust(String path, ClientTLSSettings tls) {
    boolean hasAuthorities = !tls.getCaCertificates().isEmpty();
    if (tls.getInsecureSkipVerify().getValue()) {
      if (hasAuthorities || !tls.getCaCrl().isEmpty() || tls.getSubjectAltNamesCount() > 0) {
        findings.error(
            ProblemCode.EXCLUSIVE_FIELDS,
            path + ".insecureSkipVerify",
            "verifies nothing, which contradicts caCertificates, caCrl and subjectAltNames: remove"
                + " it or them");
      }
      return new Trust.Anybody();
    }
    if (!tls.getCredentialName().isEmpty()) {
      return new Trust.Held(tls.getCredentialName());
    }
    if (RootText.isPem(tls.getCaCertificates())) {
      if (!tls.getCaCrl().isEmpty()) {
        findings.error(
            ProblemCode.EXCLUSIVE_FIELDS,
            path + ".caCrl",
            "goes with authorities of a file only: name a file in caCertificates, or remove it");
      }
      return new Trust.Given(
          RootText.read(path + ".caCertificates", tls.getCaCertificates(), findings));
    }
    String revocations = HostFiles.readIfSet(path + ".caCrl", tls.getCaCrl(), findings);
    return hasAuthorities
        ? new Trust.Authorities(
            HostFiles.read(path + ".caCertificates", tls.getCaCertificates(), findings),
            revocations)
        : new Trust.Host(revocations);
  }

  private Proof own(String path, ClientTLSSettings tls) {
    return tls.getCredentialName().isEmpty()
        ? new Proof.InFiles(
            new KeyFiles(
                HostFiles.read(path + ".clientCertificate", tls.getClientCertificate(), findings),
                HostFiles.read(path + ".privateKey", tls.getPrivateKey(), findings)))
        : new Proof.Held(tls.getCredentialName());
  }
}

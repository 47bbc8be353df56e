package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.ServerTLSSettings;
import io.fairlead.api.istio.networking.v1alpha3.ServerTLSSettings.TLSCertificate;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.KeyFiles;
import io.fairlead.model.policy.ServerTls.Certificates;
import io.fairlead.model.policy.ServerTls.Roots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a server proves itself with, and who vouches for its clients. */
final class ServerCertificatesReader {

  private static final int MAX_CERTIFICATES = 2;

  private final Findings findings;

  ServerCertificatesReader(Findings findings) {
    this.findings = findings;
  }

  Optional<Certificates> certificates(String path, ServerTLSSettings tls) {
    boolean hasPair = !tls.getServerCertificate().isEmpty() || !tls.getPrivateKey().isEmpty();
    List<String> said = new ArrayList<>();
    if (!tls.getCredentialName().isEmpty()) {
      said.add("credentialName");
    }
    if (tls.getCredentialNamesCount() > 0) {
      said.add("credentialNames");
    }
    if (hasPair) {
      said.add("serverCertificate");
    }
    if (tls.getTlsCertificatesCount() > 0) {
      said.add("tlsCertificates");
    }
    if (said.size() > 1) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path,
          "has " + String.join(" and ", said) + ": keep one of them");
    }
    return said.isEmpty() ? missing(path) : Optional.of(read(path, tls, said.getFirst()));
  }

  private Optional<Certificates> missing(String path) {
    findings.error(
        ProblemCode.MISSING_FIELD,
        path + ".credentialName",
        "is missing: name the certificate that the server proves itself with, or its files in"
            + " serverCertificate and privateKey");
    return Optional.empty();
  }

  private Certificates read(String path, ServerTLSSettings tls, String source) {
    return switch (source) {
      case "credentialName" -> {
        CredentialNames.check(path + ".credentialName", tls.getCredentialName(), findings);
        yield new Certificates.Named(List.of(tls.getCredentialName()));
      }
      case "credentialNames" -> {
        atMostTwo(path + ".credentialNames", tls.getCredentialNamesCount());
        for (int i = 0; i < tls.getCredentialNamesCount(); i++) {
          CredentialNames.check(
              path + ".credentialNames[" + i + "]", tls.getCredentialNames(i), findings);
        }
        yield new Certificates.Named(tls.getCredentialNamesList());
      }
      case "serverCertificate" ->
          new Certificates.InFiles(
              List.of(pair(path, tls.getServerCertificate(), tls.getPrivateKey())));
      default -> {
        atMostTwo(path + ".tlsCertificates", tls.getTlsCertificatesCount());
        List<KeyFiles> pairs = new ArrayList<>();
        for (int i = 0; i < tls.getTlsCertificatesCount(); i++) {
          TLSCertificate each = tls.getTlsCertificates(i);
          pairs.add(
              pair(
                  path + ".tlsCertificates[" + i + "]",
                  each.getServerCertificate(),
                  each.getPrivateKey()));
        }
        yield new Certificates.InFiles(pairs);
      }
    };
  }

  private KeyFiles pair(String path, String certificate, String key) {
    return new KeyFiles(
        HostFiles.read(path + ".serverCertificate", certificate, findings),
        HostFiles.read(path + ".privateKey", key, findings));
  }

  private void atMostTwo(String path, int count) {
    if (count > MAX_CERTIFICATES) {
      findings.error(
          ProblemCode.TOO_LARGE,
          path,
          "has " + count + " items: keep one of RSA and one of ECDSA at most");
    }
  }

  /** Whose word is taken for clients. */
  Roots roots(String path, ServerTLSSettings tls, Certificates certificates) {
    String credential = tls.getCaCertCredentialName();
    if (!credential.isEmpty()) {
      CredentialNames.check(path + ".caCertCredentialName", credential, findings);
    }
    return switch (certificates) {
      case Certificates.InFiles ignored ->
          credential.isEmpty() ? file(path, tls) : named(path, tls);
      case Certificates.Named ignored -> {
        noFile(path, tls, "a credential: put them into that");
        yield credential.isEmpty() ? new Roots.OfServer() : new Roots.Named(credential);
      }
      case Certificates.OfWorkload ignored -> new Roots.OfServer();
    };
  }

  private Roots file(String path, ServerTLSSettings tls) {
    return new Roots.InFile(
        HostFiles.read(path + ".caCertificates", tls.getCaCertificates(), findings),
        HostFiles.readIfSet(path + ".caCrl", tls.getCaCrl(), findings));
  }

  private Roots named(String path, ServerTLSSettings tls) {
    noFile(path, tls, "caCertCredentialName: keep one of the two");
    return new Roots.Named(tls.getCaCertCredentialName());
  }

  private void noFile(String path, ServerTLSSettings tls, String beside) {
    if (!tls.getCaCertificates().isEmpty()) {
      findings.warning(path + ".caCertificates", "is not looked at beside " + beside);
    }
    if (!tls.getCaCrl().isEmpty()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".caCrl",
          "goes with caCertificates only, and not beside " + beside);
    }
  }
}

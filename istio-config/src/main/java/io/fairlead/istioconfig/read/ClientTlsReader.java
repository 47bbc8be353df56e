package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.ClientTLSSettings;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.ClientTls.KeyPair;
import io.fairlead.model.policy.ClientTls.ServerName;
import io.fairlead.model.policy.ClientTls.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads which TLS callers use. */
final class ClientTlsReader {

  private static final int MAX_SNI = 255;

  private final Findings findings;

  ClientTlsReader(Findings findings) {
    this.findings = findings;
  }

  ClientTls read(String path, ClientTLSSettings tls) {
    if (!tls.getCredentialName().isEmpty()) {
      findings.error(
          ProblemCode.NOT_TRANSLATED,
          path + ".credentialName",
          "is not translated yet: name files on the hosts in clientCertificate, privateKey and"
              + " caCertificates");
    }
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
        yield new ClientTls.Originated(server, trust(path, tls), List.of());
      }
      case MUTUAL -> new ClientTls.Originated(server, trust(path, tls), own(path, tls));
      case UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            path + ".mode",
            "is not known: use DISABLE, SIMPLE, MUTUAL or ISTIO_MUTUAL");
        yield new ClientTls.Off();
      }
    };
  }

  /** What Istio ignores for a mode, which nobody shall rely on. */
  private void warnOf(String path, ClientTLSSettings tls, String mode, boolean isOff) {
    Map<String, Boolean> set = new TreeMap<>();
    set.put("clientCertificate", !tls.getClientCertificate().isEmpty());
    set.put("privateKey", !tls.getPrivateKey().isEmpty());
    if (tls.getMode() != ClientTLSSettings.TLSmode.SIMPLE) {
      set.put("caCertificates", !tls.getCaCertificates().isEmpty());
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

  private Trust trust(String path, ClientTLSSettings tls) {
    boolean hasAuthorities = !tls.getCaCertificates().isEmpty();
    if (tls.getInsecureSkipVerify().getValue()) {
      if (hasAuthorities || tls.getSubjectAltNamesCount() > 0) {
        findings.error(
            ProblemCode.EXCLUSIVE_FIELDS,
            path + ".insecureSkipVerify",
            "verifies nothing, which contradicts caCertificates and subjectAltNames: remove it or"
                + " them");
      }
      return new Trust.Anybody();
    }
    return hasAuthorities
        ? new Trust.Authorities(file(path + ".caCertificates", tls.getCaCertificates()))
        : new Trust.Host();
  }

  private List<KeyPair> own(String path, ClientTLSSettings tls) {
    List<KeyPair> own = new ArrayList<>();
    if (tls.getCredentialName().isEmpty()) {
      own.add(
          new KeyPair(
              file(path + ".clientCertificate", tls.getClientCertificate()),
              file(path + ".privateKey", tls.getPrivateKey())));
    }
    return own;
  }

  /** Agents are asked for files by name, in which {@code ~} stands between two. */
  private String file(String path, String file) {
    if (file.isEmpty()) {
      findings.error(ProblemCode.MISSING_FIELD, path, "is missing: name a file on the hosts");
    } else if (!file.startsWith("/") || file.indexOf('~') >= 0) {
      findings.error(
          ProblemCode.BAD_PATH,
          path,
          Excerpt.of(file) + " is no whole path of a file: begin it with / and use no ~");
    }
    return file;
  }
}

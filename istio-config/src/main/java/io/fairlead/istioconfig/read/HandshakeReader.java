package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.ServerTLSSettings;
import io.fairlead.api.istio.networking.v1alpha3.ServerTLSSettings.TLSProtocol;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.ServerTls.Handshake;
import io.fairlead.model.policy.ServerTls.TlsVersion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads which versions and ciphers of TLS a server agrees to. */
final class HandshakeReader {

  /** What Envoy's TLS library knows by these names. */
  private static final Set<String> CIPHERS =
      Set.of(
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-RSA-AES128-GCM-SHA256",
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "ECDHE-RSA-AES256-GCM-SHA384",
          "ECDHE-ECDSA-CHACHA20-POLY1305",
          "ECDHE-RSA-CHACHA20-POLY1305",
          "ECDHE-ECDSA-AES128-SHA",
          "ECDHE-RSA-AES128-SHA",
          "ECDHE-ECDSA-AES256-SHA",
          "ECDHE-RSA-AES256-SHA",
          "AES128-GCM-SHA256",
          "AES256-GCM-SHA384",
          "AES128-SHA",
          "AES256-SHA",
          "DES-CBC3-SHA");

  private final Findings findings;

  HandshakeReader(Findings findings) {
    this.findings = findings;
  }

  Handshake read(String path, ServerTLSSettings tls) {
    TlsVersion min = version(path + ".minProtocolVersion", tls.getMinProtocolVersion());
    TlsVersion max = version(path + ".maxProtocolVersion", tls.getMaxProtocolVersion());
    List<String> ciphers = ciphers(path + ".cipherSuites", tls);
    if (max != TlsVersion.AUTO && min.compareTo(max) > 0) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".minProtocolVersion",
          tls.getMinProtocolVersion()
              + " is newer than maxProtocolVersion "
              + tls.getMaxProtocolVersion()
              + ": no client could agree");
    }
    if ((min == TlsVersion.V1_0 || min == TlsVersion.V1_1) && ciphers.isEmpty()) {
      findings.warning(
          path + ".minProtocolVersion",
          tls.getMinProtocolVersion()
              + " needs cipherSuites that such clients know: the usual ones are newer");
    }
    return new Handshake(min, max, ciphers);
  }

  private TlsVersion version(String path, TLSProtocol protocol) {
    return switch (protocol) {
      case TLS_AUTO -> TlsVersion.AUTO;
      case TLSV1_0 -> TlsVersion.V1_0;
      case TLSV1_1 -> TlsVersion.V1_1;
      case TLSV1_2 -> TlsVersion.V1_2;
      case TLSV1_3 -> TlsVersion.V1_3;
      case UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            path,
            "is not known: use TLSV1_2 or TLSV1_3, or leave it out");
        yield TlsVersion.AUTO;
      }
    };
  }

  /** As in Istio, one that is not known costs the others nothing. */
  private List<String> ciphers(String path, ServerTLSSettings tls) {
    Set<String> known = new LinkedHashSet<>();
    for (int i = 0; i < tls.getCipherSuitesCount(); i++) {
      String cipher = tls.getCipherSuites(i);
      if (!CIPHERS.contains(cipher)) {
        findings.warning(
            path + "[" + i + "]",
            Excerpt.of(cipher) + " is no cipher that proxies know: it is left out");
      } else if (!known.add(cipher)) {
        findings.warning(path + "[" + i + "]", cipher + " is listed twice: remove one");
      }
    }
    return List.copyOf(known);
  }
}

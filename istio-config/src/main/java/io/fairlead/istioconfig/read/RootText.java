package io.fairlead.istioconfig.read;

import io.fairlead.model.ProblemCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;

/** Certificates of authorities that stand in a resource itself, where a file is usual. */
final class RootText {

  private static final String BEGIN = "-----BEGIN ";
  private static final int LARGEST = 256 << 10;
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private RootText() {}

  /** No file has such a name. */
  static boolean isPem(String text) {
    return text.startsWith(BEGIN);
  }

  /** Written anew: a proxy refuses all clusters where one certificate cannot be read. */
  static String read(String path, String pem, Findings findings) {
    if (pem.length() > LARGEST) {
      findings.error(
          ProblemCode.TOO_LARGE, path, "has more than 256 KiB: keep the authorities that are used");
      return "";
    }
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      if (!found.isEmpty()) {
        return written(found);
      }
    } catch (CertificateException e) {
      // Told below: the parser's words are of bytes, which help nobody.
    }
    findings.error(
        ProblemCode.WRONG_TYPE,
        path,
        "holds no certificates that can be read: write PEM with sections CERTIFICATE and no others");
    return "";
  }

  private static String written(Collection<? extends Certificate> certificates)
      throws CertificateException {
    StringBuilder all = new StringBuilder();
    for (Certificate certificate : certificates) {
      all.append("-----BEGIN CERTIFICATE-----\n")
          .append(LINES.encodeToString(certificate.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return all.toString();
  }
}

package io.fairlead.vmagent.sds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the files behind Istio's names of secrets: {@code file-cert:chain~key}, {@code
 * file-root:roots}, and behind one of ours: {@code file-root:roots~revocations}.
 */
final class SecretFiles {

  /** Where distributions keep the roots that a host trusts. */
  static final List<Path> SYSTEM_ROOTS =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private static final String CERTIFICATE = "file-cert:";
  private static final String ROOTS = "file-root:";
  private static final String OF_SYSTEM = "system";
  private static final int MAX_BYTES = 2 << 20;

  private SecretFiles() {}

  static boolean isFile(String name) {
    return name.startsWith(CERTIFICATE) || name.startsWith(ROOTS);
  }

  /**
   * @throws IOException where a file is not there, or is not what it should be
   */
  static byte[] secret(String name, List<Path> systemRoots) throws IOException {
    if (name.startsWith(ROOTS)) {
      String[] files = name.substring(ROOTS.length()).split("~", -1);
      if (files.length > 2) {
        throw new IOException("the name must be file-root:<roots> or file-root:<roots>~<crl>");
      }
      Path path = files[0].equals(OF_SYSTEM) ? present(systemRoots) : Path.of(files[0]);
      byte[] roots = pem(path, "CERTIFICATE");
      return files.length == 1
          ? Secrets.roots(name, roots)
          : Secrets.roots(name, roots, pem(Path.of(files[1]), "X509 CRL"));
    }
    String[] files = name.substring(CERTIFICATE.length()).split("~", -1);
    if (files.length != 2) {
      throw new IOException("the name must be file-cert:<chain>~<key>");
    }
    return Secrets.certificate(
        name, pem(Path.of(files[0]), "CERTIFICATE"), pem(Path.of(files[1]), "PRIVATE KEY"));
  }

  private static Path present(List<Path> candidates) throws IOException {
    return candidates.stream()
        .filter(Files::isReadable)
        .findFirst()
        .orElseThrow(() -> new IOException("no file of trusted roots among " + candidates));
  }

  /** Nothing but what was asked for leaves the host's files. */
  private static byte[] pem(Path path, String kind) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      if (bytes.length > MAX_BYTES || !text.contains("-----BEGIN ") || !text.contains(kind)) {
        throw new IOException(path + " holds no " + kind + " in PEM");
      }
      return bytes;
    }
  }
}

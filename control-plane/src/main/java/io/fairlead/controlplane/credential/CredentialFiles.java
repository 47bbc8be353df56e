package io.fairlead.controlplane.credential;

import io.fairlead.controlplane.caller.Secret;
import io.fairlead.model.ResourceName;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PkiException;
import io.fairlead.pki.PrivateKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads {@code <namespace>/<name>/tls.crt}, {@code tls.key} and {@code ca.crt}. */
final class CredentialFiles {

  private static final String CERTIFICATE = "tls.crt";
  private static final String KEY = "tls.key";
  private static final String ROOTS = "ca.crt";

  private static final long LARGEST = 256 << 10;
  private static final int MOST = 10_000;

  private final Path directory;

  CredentialFiles(Path directory) {
    this.directory = directory;
  }

  /** What cannot be read now stays as it was before. */
  Credentials read(Credentials before) throws IOException {
    Map<ResourceName, Credential> found = new HashMap<>();
    Map<ResourceName, String> problems = new HashMap<>();
    for (Path namespace : directories(directory)) {
      for (Path credential : directories(namespace)) {
        ResourceName name =
            new ResourceName(
                namespace.getFileName().toString(), credential.getFileName().toString());
        if (found.size() == MOST) {
          problems.put(name, "is one of more than " + MOST + ", and is left out");
          continue;
        }
        try {
          found.put(name, one(credential));
        } catch (Unusable | IOException e) {
          problems.put(name, sentence(e));
          before.named(name).ifPresent(last -> found.put(name, last));
        }
      }
    }
    return new Credentials(found, problems);
  }

  /** Why a credential is not taken. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String sentence) {
      super(sentence);
    }

    Unusable(String sentence, Throwable cause) {
      super(sentence, cause);
    }
  }

  private static String sentence(Exception e) {
    return e instanceof FileSystemException file
        ? file.getFile() + " cannot be read: " + file.getClass().getSimpleName()
        : String.valueOf(e.getMessage());
  }

  private static List<Path> directories(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(Files::isDirectory)
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static Credential one(Path directory) throws IOException, Unusable {
    Path key = directory.resolve(KEY);
    Path certificate = directory.resolve(CERTIFICATE);
    boolean hasKey = Files.exists(key);
    if (hasKey != Files.exists(certificate)) {
      throw new Unusable(
          "has only one of " + CERTIFICATE + " and " + KEY + ": put both there, or none");
    }
    String roots = Files.exists(directory.resolve(ROOTS)) ? text(directory.resolve(ROOTS)) : "";
    if (!hasKey && roots.isEmpty()) {
      throw new Unusable(
          "is empty: put " + CERTIFICATE + " and " + KEY + " or " + ROOTS + " there");
    }
    if (!roots.isEmpty()) {
      certificates(ROOTS, roots);
    }
    if (!hasKey) {
      return new Credential("", new Secret(""), roots);
    }
    requirePrivate(key);
    String chain = text(certificate);
    String secret = text(key);
    checkKey(secret, certificates(CERTIFICATE, chain).getFirst());
    return new Credential(chain, new Secret(secret), roots);
  }

  private static void requirePrivate(Path key) throws IOException, Unusable {
    if (Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ)) {
      throw new Unusable(KEY + " can be read by every user of the host: chmod o-r it");
    }
  }

  private static String text(Path file) throws IOException, Unusable {
    if (Files.size(file) > LARGEST) {
      throw new Unusable(file.getFileName() + " has more than " + LARGEST + " bytes");
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static List<X509Certificate> certificates(String file, String pem) throws Unusable {
    try {
      List<X509Certificate> all = Pem.certificates(pem);
      if (!all.isEmpty()) {
        return all;
      }
    } catch (PkiException e) {
      throw new Unusable(file + " holds no certificates in PEM", e);
    }
    throw new Unusable(file + " holds no certificates in PEM");
  }

  /** Nothing of the key may come back in a message, nor in what it was caused by. */
  private static void checkKey(String pem, X509Certificate certificate) throws Unusable {
    boolean isItsOwn;
    try {
      isItsOwn = PrivateKeys.match(Pem.privateKey(pem), certificate.getPublicKey());
    } catch (PkiException e) {
      throw new Unusable(KEY + " holds no private key of ECDSA or RSA in PEM (PKCS #8)");
    }
    if (!isItsOwn) {
      throw new Unusable(KEY + " is not the key of the first certificate in " + CERTIFICATE);
    }
  }
}

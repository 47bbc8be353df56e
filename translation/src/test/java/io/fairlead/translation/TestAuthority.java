package io.fairlead.translation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A certificate authority of one test, made with the JDK's own keytool. */
final class TestAuthority {

  private static final String PASSWORD = "only-for-this-test";

  private final Path directory;

  TestAuthority(Path directory) {
    this.directory = directory;
    keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=ca", "-ext", "bc:c");
  }

  /** Writes the SDS resources of one identity into files, and says where they are. */
  Map<String, Path> secretsOf(String name, String spiffeId) {
    Path request = directory.resolve(name + ".csr");
    Path signed = directory.resolve(name + ".pem");
    keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name);
    keytool("-certreq", "-alias", name, "-file", request.toString());
    keytool(
        "-gencert",
        "-alias",
        "ca",
        "-rfc",
        "-infile",
        request.toString(),
        "-outfile",
        signed.toString(),
        "-ext",
        "SAN=URI:" + spiffeId);
    keytool("-importcert", "-noprompt", "-alias", name, "-file", signed.toString());
    try {
      KeyStore store = KeyStore.getInstance(storeFile().toFile(), PASSWORD.toCharArray());
      String key = pem("PRIVATE KEY", store.getKey(name, PASSWORD.toCharArray()).getEncoded());
      StringBuilder chain = new StringBuilder();
      for (Certificate certificate : store.getCertificateChain(name)) {
        chain.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
      String root = pem("CERTIFICATE", store.getCertificate("ca").getEncoded());
      return Map.of(
          "default",
          secret(
              name,
              "default",
              Map.of(
                  "tls_certificate",
                  Map.of(
                      "certificate_chain", inline(chain.toString()), "private_key", inline(key)))),
          "ROOTCA",
          secret(name, "ROOTCA", Map.of("validation_context", Map.of("trusted_ca", inline(root)))));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("writing the secrets of " + name, e);
    }
  }

  private static Map<String, String> inline(String text) {
    return Map.of("inline_string", text);
  }

  private Path secret(String owner, String name, Map<String, ?> body) throws IOException {
    Map<String, Object> resource = new java.util.LinkedHashMap<>(body);
    resource.put("@type", "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret");
    resource.put("name", name);
    return Files.writeString(
        directory.resolve(owner + "-" + name + ".yaml"),
        GoldenYaml.dump(Map.of("resources", List.of(resource))));
  }

  private Path storeFile() {
    return directory.resolve("store.p12");
  }

  private void keytool(String... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()),
                Stream.concat(
                    Arrays.stream(arguments),
                    Stream.of("-keystore", storeFile().toString(), "-storepass", PASSWORD)))
            .toList();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("keytool " + arguments[0] + ": " + output);
      }
    } catch (IOException e) {
      throw new IllegalStateException("running keytool", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("waiting for keytool", e);
    }
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }
}

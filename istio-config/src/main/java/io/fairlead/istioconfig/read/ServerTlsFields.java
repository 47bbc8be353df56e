package io.fairlead.istioconfig.read;

import java.util.stream.Stream;

/** The fields of what a server does about TLS that have an effect. */
final class ServerTlsFields {

  private ServerTlsFields() {}

  static Stream<String> below(String path) {
    return Stream.of(
            "httpsRedirect",
            "mode",
            "credentialName",
            "credentialNames",
            "serverCertificate",
            "privateKey",
            "tlsCertificates.serverCertificate",
            "tlsCertificates.privateKey",
            "caCertificates",
            "caCrl",
            "caCertCredentialName",
            "subjectAltNames",
            "verifyCertificateSpki",
            "verifyCertificateHash",
            "insecureSkipVerify",
            "minProtocolVersion",
            "maxProtocolVersion",
            "cipherSuites")
        .map(leaf -> path + "." + leaf);
  }

  static TranslatedFields refusing(String path, TranslatedFields fields) {
    return fields.refusing(
        path + ".tlsCertificates.caCertificates",
        "has no effect there, in Istio either: write caCertificates beside tlsCertificates");
  }
}

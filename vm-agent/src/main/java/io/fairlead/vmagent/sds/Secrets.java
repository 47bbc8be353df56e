package io.fairlead.vmagent.sds;

import io.fairlead.pki.Pem;
import io.fairlead.vmagent.discovery.WireWriter;
import io.fairlead.vmagent.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Envoy's two secrets as encoded {@code Secret} messages. Written by field number because the
 * generated class would load half of Envoy's API (envoy/extensions/transport_sockets/tls/v3).
 */
final class Secrets {

  static final String TYPE = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret";

  /** The chain and its key. */
  static final String IDENTITY = "default";

  /** The roots. */
  static final String ROOTS = "ROOTCA";

  private static final int NAME = 1;
  private static final int TLS_CERTIFICATE = 2;
  private static final int VALIDATION_CONTEXT = 4;

  /** In {@code CertificateValidationContext}. */
  private static final int CRL = 7;

  private Secrets() {}

  /** By name, in the order in which they are answered: who is believed before who one is. */
  static Map<String, byte[]> of(Identity identity) {
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    secrets.put(ROOTS, roots(ROOTS, bytes(Pem.encode(identity.roots()))));
    secrets.put(
        IDENTITY,
        certificate(
            IDENTITY,
            bytes(Pem.encode(identity.svid().chain())),
            bytes(Pem.encode(identity.svid().key()))));
    return secrets;
  }

  /**
   * @param chain in PEM
   * @param key in PEM
   */
  static byte[] certificate(String name, byte[] chain, byte[] key) {
    byte[] certificate = new WireWriter().bytes(1, inline(chain)).bytes(2, inline(key)).toBytes();
    return new WireWriter().string(NAME, name).bytes(TLS_CERTIFICATE, certificate).toBytes();
  }

  /**
   * @param roots in PEM
   */
  static byte[] roots(String name, byte[] roots) {
    byte[] context = new WireWriter().bytes(1, inline(roots)).toBytes();
    return new WireWriter().string(NAME, name).bytes(VALIDATION_CONTEXT, context).toBytes();
  }

  /**
   * @param roots in PEM
   * @param revocations lists of certificates that are believed no more, in PEM
   */
  static byte[] roots(String name, byte[] roots, byte[] revocations) {
    byte[] context =
        new WireWriter().bytes(1, inline(roots)).bytes(CRL, inline(revocations)).toBytes();
    return new WireWriter().string(NAME, name).bytes(VALIDATION_CONTEXT, context).toBytes();
  }

  /** {@code DataSource.inline_bytes}. */
  private static byte[] inline(byte[] pem) {
    return new WireWriter().bytes(2, pem).toBytes();
  }

  private static byte[] bytes(String pem) {
    return pem.getBytes(StandardCharsets.UTF_8);
  }

  /** {@code google.protobuf.Any}. */
  static byte[] any(byte[] secret) {
    return new WireWriter().string(1, TYPE).bytes(2, secret).toBytes();
  }

  static List<String> names() {
    return List.of(ROOTS, IDENTITY);
  }
}

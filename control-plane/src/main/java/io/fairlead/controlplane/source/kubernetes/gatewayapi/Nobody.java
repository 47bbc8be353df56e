package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.api.istio.networking.v1alpha3.ClientTLSSettings;

/**
 * TLS in which no server is believed, for callers whose policy cannot be followed: they must not
 * fall back to plaintext, nor to a TLS that asks for less.
 */
final class Nobody {

  /** No authority may vouch for such a name (RFC 6761). */
  private static final String NAME = "nobody.gateway-api.invalid";

  /** Its key was thrown away when it was made. */
  private static final String ROOT =
      """
      -----BEGIN CERTIFICATE-----
      MIIBoDCCAUegAwIBAgIUG1SnwrYbdv3bEY3L9ucf1AYX+pIwCgYIKoZIzj0EAwIw
      JTEjMCEGA1UEAwwabm9ib2R5LmdhdGV3YXktYXBpLmludmFsaWQwIBcNMjYxMTIz
      MTgzMTQ5WhgPMjEyNjEwMzAxODMxNDlaMCUxIzAhBgNVBAMMGm5vYm9keS5nYXRl
      d2F5LWFwaS5pbnZhbGlkMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9I0EhgKW
      rMcmc0DOW4nde61IzQAU76C4bsVJ/gKpVmNX8SzRgXy15wlMxmLkQnpVSNCLv36d
      vB+3ROuKJop7v6NTMFEwHQYDVR0OBBYEFERvNJ6eSQrR2CPBsgPYNOv0mDUpMB8G
      A1UdIwQYMBaAFERvNJ6eSQrR2CPBsgPYNOv0mDUpMA8GA1UdEwEB/wQFMAMBAf8w
      CgYIKoZIzj0EAwIDRwAwRAIgSObG+mcZVFFEXc9vaHrCVFYUaFOaLmj750ZksxMc
      gYUCIARfOxL0Lqvj7zbC396dOXpLSm6s924kI176JcLSMGhY
      -----END CERTIFICATE-----
      """;

  private Nobody() {}

  static ClientTLSSettings tls() {
    return ClientTLSSettings.newBuilder()
        .setMode(ClientTLSSettings.TLSmode.SIMPLE)
        .setSni(NAME)
        .addSubjectAltNames(NAME)
        .setCaCertificates(ROOT)
        .build();
  }
}

package io.fairlead.registrybridge.source.consul;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of the last answer for one service, to know the next one that differs.
 *
 * @param index from which its next change can be waited for; 0 to ask without waiting
 * @param digest of the body
 */
record Seen(long index, String digest) {

  static Seen of(ConsulClient.Answer answer) {
    return new Seen(answer.index(), digest(answer.body()));
  }

  static String path(String service) {
    return "/v1/health/service/" + ConsulClient.encoded(service);
  }

  private static String digest(String body) {
    try {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

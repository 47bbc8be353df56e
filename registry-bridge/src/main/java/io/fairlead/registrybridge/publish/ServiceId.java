package io.fairlead.registrybridge.publish;

import io.fairlead.model.service.ServiceHost;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The text that ties a service's endpoints to it: its host, where that can be the value of a label
 * and part of a name, else the beginning of it and a hash of the whole.
 */
final class ServiceId {

  private static final int LONGEST = 63;
  private static final int HASH = 16;

  private ServiceId() {}

  static String of(ServiceHost host) {
    return fitting(host.value(), LONGEST);
  }

  /** {@code text} where it is short and plain enough, else a likeness with a hash. */
  static String fitting(String text, int longest) {
    String plain = text.replaceAll("[^a-z0-9.-]", "-");
    if (plain.equals(text) && text.length() <= longest) {
      return text;
    }
    int kept = Math.min(plain.length(), longest - HASH - 1);
    return plain.substring(0, kept).replaceAll("^[.-]+|[.-]+$", "") + "-" + hash(text);
  }

  /** Equal for equal bytes on every machine and in every run. */
  static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }
}

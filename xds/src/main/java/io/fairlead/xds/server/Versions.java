package io.fairlead.xds.server;

import io.fairlead.xds.Resource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The version of an answer: follows from its content, so it is the same on every replica. */
final class Versions {

  private static final int BYTES = 8;

  private Versions() {}

  static String of(List<Resource> resources, List<String> removed) {
    MessageDigest digest = sha256();
    for (Resource resource : resources) {
      add(digest, resource.name());
      add(digest, resource.version());
    }
    digest.update((byte) 1);
    removed.forEach(name -> add(digest, name));
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

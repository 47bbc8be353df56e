package io.fairlead.settings.systemd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The number of an event in the journal (MESSAGE_ID), by which its catalog explains it. It follows
 * from the event's constant sentence, so that no list of numbers has to be kept.
 */
public final class EventId {

  private static final int BYTES = 16;

  private EventId() {}

  public static String of(String sentence) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("fairlead event: " + sentence).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

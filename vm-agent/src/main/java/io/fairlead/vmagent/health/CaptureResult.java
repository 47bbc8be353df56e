package io.fairlead.vmagent.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the one-shot for capture leaves in {@code capture/result}: one line, {@code applied <hash>}
 * or {@code failed <hash> <reason>}.
 *
 * @param hash of the settings file that it was about
 * @param failure empty where the rules are in place
 */
public record CaptureResult(String hash, String failure) {

  public static CaptureResult parse(String text) {
    String[] words = text.strip().split(" ", 3);
    if (words.length == 2 && words[0].equals("applied")) {
      return new CaptureResult(words[1], "");
    }
    if (words.length == 3 && words[0].equals("failed")) {
      return new CaptureResult(words[1], words[2]);
    }
    return new CaptureResult("", "the result of capture cannot be read");
  }

  public String text() {
    return failure.isEmpty()
        ? "applied " + hash + "\n"
        : "failed " + hash + " " + failure.replaceAll("\\s+", " ").strip() + "\n";
  }

  /** SHA-256 of a file, in hexadecimal. */
  public static String hashOf(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

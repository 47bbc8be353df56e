package io.fairlead.controlplane.ca.join;

import io.fairlead.controlplane.caller.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a token, {@code flj_<id>_<secret>}: its beginning tells people and secret scanners
 * what it is, its id finds it in the store, and its 256 secret bits prove it.
 */
record TokenText(String id, Secret whole) {

  private static final Pattern FORM = Pattern.compile("flj_([0-9a-f]{12})_([A-Za-z0-9_-]{43})");
  private static final int LENGTH = 60;
  private static final int ID_BYTES = 6;
  private static final int SECRET_BYTES = 32;

  static TokenText generate(SecureRandom random) {
    String id = HexFormat.of().formatHex(bytes(random, ID_BYTES));
    String secret =
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, SECRET_BYTES));
    return new TokenText(id, new Secret("flj_" + id + "_" + secret));
  }

  static Optional<TokenText> parse(Secret text) {
    if (text.reveal().length() != LENGTH) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text.reveal());
    return matcher.matches()
        ? Optional.of(new TokenText(matcher.group(1), text))
        : Optional.empty();
  }

  /** A plain hash is enough: 256 random bits cannot be guessed, however fast the hash. */
  String hash() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(whole.reveal().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** In a time that does not tell how much of the hash agrees. */
  boolean hasHash(String expected) {
    return MessageDigest.isEqual(
        hash().getBytes(StandardCharsets.US_ASCII), expected.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}

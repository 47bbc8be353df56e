package io.fairlead.controlplane.ca;

import io.fairlead.controlplane.store.Fields;
import io.fairlead.controlplane.store.StateStore;
import io.fairlead.pki.SpiffeId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * One issued certificate in the log.
 *
 * @param serial hexadecimal
 * @param requester who asked, in words
 * @param previous the hash of the entry before, which makes a removed or changed one visible
 */
public record Issuance(
    String serial,
    SpiffeId id,
    Instant issued,
    Instant expires,
    String requester,
    String previous) {

  private static final String VERSION = "1";
  private static final int COUNT = 6;

  Fields toFields() {
    return new Fields(
        VERSION,
        List.of(serial, id.toString(), issued.toString(), expires.toString(), requester, previous));
  }

  static Issuance from(StateStore.Entry entry) {
    return Fields.decode(
        entry,
        VERSION,
        COUNT,
        fields ->
            new Issuance(
                fields.get(0),
                SpiffeId.parse(fields.get(1)),
                Instant.parse(fields.get(2)),
                Instant.parse(fields.get(3)),
                fields.get(4),
                fields.get(5)));
  }

  String hash() {
    try {
      byte[] text = toFields().encode().toByteArray();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package io.fairlead.controlplane.store;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * A small value as one line of text with a version in front, its fields parted by tabs: easy to
 * read with any SQLite tool.
 */
public record Fields(String version, List<String> values) {

  private static final String SEPARATOR = "\t";

  public Fields {
    values = List.copyOf(values);
    for (String value : values) {
      if (value.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("a field must not have control characters");
      }
    }
  }

  public ByteString encode() {
    return ByteString.copyFromUtf8(version + SEPARATOR + String.join(SEPARATOR, values));
  }

  /**
   * The fields of an entry that was written with this version and this number of fields.
   *
   * @throws StoreException for anything else
   */
  public static List<String> decode(StateStore.Entry entry, String version, int count) {
    List<String> parts = List.of(entry.value().toStringUtf8().split(SEPARATOR, -1));
    if (parts.size() != count + 1 || !parts.getFirst().equals(version)) {
      throw new StoreException(
          "the entry %s/%s of the store is not of the form %s with %d fields: it was written by another version; delete it, or run that version"
              .formatted(entry.collection(), entry.key(), version, count));
    }
    return parts.subList(1, parts.size());
  }
}

package io.fairlead.controlplane.store;

import com.google.protobuf.ByteString;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
   * What an entry says that was written with this version and this number of fields.
   *
   * @throws StoreException for anything else
   */
  public static <T> T decode(
      StateStore.Entry entry, String version, int count, Function<List<String>, T> reader) {
    List<String> parts = List.of(entry.value().toStringUtf8().split(SEPARATOR, -1));
    if (parts.size() != count + 1 || !parts.getFirst().equals(version)) {
      throw unreadable(entry, null);
    }
    try {
      return reader.apply(parts.subList(1, parts.size()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw unreadable(entry, e);
    }
  }

  private static StoreException unreadable(StateStore.Entry entry, @Nullable Throwable cause) {
    String message =
        "the entry %s/%s of the store cannot be read: another version wrote it, or someone changed it; run that version, or delete the entry"
            .formatted(entry.collection(), entry.key());
    return cause == null ? new StoreException(message) : new StoreException(message, cause);
  }
}

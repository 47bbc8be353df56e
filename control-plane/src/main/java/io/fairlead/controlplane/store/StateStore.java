package io.fairlead.controlplane.store;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what must survive a restart. Whatever a method has acknowledged is on disk. Safe for any
 * thread; every method may block on the disk and throws {@link StoreException} where it fails.
 */
public interface StateStore extends AutoCloseable {

  /** In place of an expected revision: whatever is there. */
  long ANY = -1;

  /** In place of an expected revision: nothing is there. */
  long ABSENT = 0;

  /** One value; each write of the store, anywhere in it, has a higher revision than the last. */
  record Entry(String collection, String key, ByteString value, long revision) {}

  Optional<Entry> read(String collection, String key);

  /** The entries of a collection, by key. */
  List<Entry> list(String collection);

  /** One wish of a caller. */
  sealed interface Change {

    String collection();

    String key();

    /** {@link #ABSENT}, {@link #ANY}, or the revision that the entry must have. */
    long expectedRevision();

    /** A value for an entry. */
    record Put(String collection, String key, ByteString value, long expectedRevision)
        implements Change {}

    /** No entry any more. */
    record Delete(String collection, String key, long expectedRevision) implements Change {}
  }

  /**
   * Makes changes in one transaction, in order. A change whose expectation fails is left out and
   * does not hinder the others. Callers that come while the disk is busy share its next turn.
   *
   * @return the new revision of each, 0 where it was left out
   */
  List<Long> apply(List<? extends Change> changes);

  /**
   * Writes a value if the entry has the expected revision.
   *
   * @return the entry as written, empty where the expectation failed
   */
  default Optional<Entry> write(
      String collection, String key, ByteString value, long expectedRevision) {
    long revision =
        apply(List.of(new Change.Put(collection, key, value, expectedRevision))).getFirst();
    return revision == 0
        ? Optional.empty()
        : Optional.of(new Entry(collection, key, value, revision));
  }

  /** Whether there was an entry of the expected revision, or any with {@link #ANY}, to delete. */
  default boolean delete(String collection, String key, long expectedRevision) {
    return apply(List.of(new Change.Delete(collection, key, expectedRevision))).getFirst() != 0;
  }

  /**
   * Tells of every entry that changes after {@code afterRevision}, in the order of revisions, from
   * a thread of the watch's own. Of several changes to one entry that the listener has not heard
   * of, it hears the last. From revision 0 on, it first hears of all that is there.
   */
  Watch watch(String collection, long afterRevision, WatchListener listener);

  @Override
  void close();
}

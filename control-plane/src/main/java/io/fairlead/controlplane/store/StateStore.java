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

  /**
   * Writes a value if the entry has the expected revision.
   *
   * @param expectedRevision {@link #ABSENT}, {@link #ANY}, or the revision that the entry must have
   * @return the entry as written, empty where the expectation failed
   */
  Optional<Entry> write(String collection, String key, ByteString value, long expectedRevision);

  /** Whether there was an entry of the expected revision, or any with {@link #ANY}, to delete. */
  boolean delete(String collection, String key, long expectedRevision);

  /**
   * Tells of every entry that changes after {@code afterRevision}, in the order of revisions, from
   * a thread of the watch's own. Of several changes to one entry that the listener has not heard
   * of, it hears the last. From revision 0 on, it first hears of all that is there.
   */
  Watch watch(String collection, long afterRevision, WatchListener listener);

  @Override
  void close();
}

package io.fairlead.controlplane.store;

/** Hears of changes, one at a time and in order. It may block: only its own watch waits for it. */
public interface WatchListener {

  void written(StateStore.Entry entry);

  void deleted(String collection, String key, long revision);

  /**
   * Deletions up to {@code revision} are no longer known one by one: list the collection and
   * compare. The watch goes on behind {@code revision}, so that nothing is missed in between.
   */
  void compacted(long revision);
}

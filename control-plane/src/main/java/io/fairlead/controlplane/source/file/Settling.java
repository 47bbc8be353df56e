package io.fairlead.controlplane.source.file;

import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides whether what happens in a directory can be read at once. A file that was renamed into
 * place is whole; one that is written in place, or made anew, may be half there, and what it does
 * not hold yet would look like what is gone. Lasts from one look at the directory to the next.
 */
final class Settling {

  private final Predicate<Path> isKnown;
  private boolean hasUnsettled;
  private boolean hasArrived;
  private boolean hasMovedAway;

  /**
   * @param isKnown whether a file of this name was there at the last look
   */
  Settling(Predicate<Path> isKnown) {
    this.isKnown = isKnown;
  }

  /** True where all that has happened so far is that files were renamed into place. */
  boolean isWholeAfter(List<WatchEvent<?>> events) {
    for (WatchEvent<?> event : events) {
      if (!(event.context() instanceof Path name)) {
        hasUnsettled = true;
      } else if (!DirectoryContent.isNamedLikeConfiguration(name)) {
        hasMovedAway |= event.kind().equals(StandardWatchEventKinds.ENTRY_DELETE);
      } else if (event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)
          && (hasMovedAway || isKnown.test(name))) {
        hasArrived = true;
      } else {
        hasUnsettled = true;
      }
    }
    return hasArrived && !hasUnsettled;
  }
}

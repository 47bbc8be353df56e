package io.fairlead.vmagent.dns;

import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.vmagent.lifecycle.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest table of names, in a file that ends with this boot: an agent that starts again answers
 * by it until the control plane has told what is now.
 */
public final class KeptNames {

  private static final Logger log = LoggerFactory.getLogger(KeptNames.class);

  /** As much as a discovery answer may have. */
  private static final long MOST_BYTES = 64L << 20;

  private final Path file;

  /** What is still to be written; the writer, a thread that ends with its work, empties it. */
  private final AtomicReference<@Nullable NameTable> next = new AtomicReference<>();

  public KeptNames(Path file) {
    this.file = file;
  }

  /** Returns at once; of tables that follow each other fast only the newest is written. */
  public void keep(NameTable table) {
    if (next.getAndSet(table) == null) {
      Thread.startVirtualThread(this::write);
    }
  }

  private void write() {
    @Nullable NameTable newest = next.get();
    while (newest != null) {
      try {
        AtomicFiles.write(file, newest.toByteArray(), "rw-------");
      } catch (IOException e) {
        log.atWarn()
            .addKeyValue("file", file)
            .addKeyValue("reason", e.toString())
            .log("The table of names cannot be kept for the agent's next start");
      }
      next.compareAndSet(newest, null);
      newest = next.get();
    }
  }

  /** What the life before has kept; nothing where that cannot be read any more. */
  public Optional<NameTable> read() {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
          ? Optional.of(NameTable.parseFrom(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException e) {
      log.atDebug().setCause(e).log("The table of names that was kept cannot be read");
      return Optional.empty();
    }
  }
}

package io.fairlead.vmagent.launcher;

import io.fairlead.vmagent.lifecycle.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers a child beyond the launcher's own life. The time of its start stands beside its number,
 * since numbers come again.
 */
record PidFile(Path file) {

  void write(ProcessHandle process) throws IOException {
    AtomicFiles.write(file, process.pid() + " " + started(process) + "\n", "rw-r--r--");
  }

  Optional<ProcessHandle> running() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] words = Files.readString(file).strip().split(" ", 2);
    if (words.length != 2 || !words[0].matches("[0-9]{1,10}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(words[0]))
        .filter(ProcessHandle::isAlive)
        .filter(process -> started(process).equals(words[1]));
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Object::toString).orElse("unknown");
  }
}

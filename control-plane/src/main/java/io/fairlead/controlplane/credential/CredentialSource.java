package io.fairlead.controlplane.credential;

import io.fairlead.model.ResourceName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories of credentials, read every few seconds: what is mounted from elsewhere changes
 * without a word.
 */
public final class CredentialSource implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CredentialSource.class);
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final List<CredentialFiles> directories;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** By directory; owned by the watching thread, and by whoever looks before it starts. */
  private final List<Credentials> last = new ArrayList<>();

  private volatile Credentials current = Credentials.NONE;

  /**
   * @param directories earlier ones hold over later ones
   */
  public CredentialSource(List<Path> directories) {
    this.directories = directories.stream().map(CredentialFiles::new).toList();
    directories.forEach(ignored -> last.add(Credentials.NONE));
  }

  public Credentials current() {
    return current;
  }

  /** Reads everything once, and again for as long as the program lives. */
  public void start(Runnable onChange) {
    look();
    if (!directories.isEmpty()) {
      Thread.ofVirtual().name("credentials").start(() -> watch(onChange));
    }
  }

  private void watch(Runnable onChange) {
    try {
      while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (look()) {
          onChange.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether anything is otherwise than before. */
  boolean look() {
    Map<ResourceName, Credential> found = new HashMap<>();
    Map<ResourceName, String> problems = new HashMap<>();
    for (int i = 0; i < directories.size(); i++) {
      Credentials read = read(i);
      last.set(i, read);
      read.byName().forEach(found::putIfAbsent);
      read.problems().forEach(problems::putIfAbsent);
    }
    Credentials next = new Credentials(found, problems);
    if (next.equals(current)) {
      return false;
    }
    tell(next);
    current = next;
    return true;
  }

  private Credentials read(int index) {
    try {
      return directories.get(index).read(last.get(index));
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("error", e.getMessage())
          .log("A directory of credentials cannot be read; what was read last is kept");
      return last.get(index);
    }
  }

  private void tell(Credentials next) {
    next.problems()
        .forEach(
            (name, problem) -> {
              if (!problem.equals(current.problems().get(name))) {
                log.atWarn()
                    .addKeyValue("credential", name)
                    .addKeyValue("problem", problem)
                    .log("A credential cannot be used as it is; what it was before is kept");
              }
            });
  }

  @Override
  public void close() {
    closing.countDown();
  }
}

package io.fairlead.vmagent.sds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates in files of the host, which rules name for TLS to servers outside of the mesh. A
 * file is read when Envoy asks for it first, and again whenever it changes.
 */
public final class FileSecrets implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FileSecrets.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** More than any mesh needs: what is asked for beyond that is not there. */
  private static final int MAX_NAMES = 256;

  private static final byte[] NONE = new byte[0];

  private final List<Path> systemRoots;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("certificate-files").unstarted(this::loop);
  private volatile Runnable changed = () -> {};

  public FileSecrets() {
    this(SecretFiles.SYSTEM_ROOTS);
  }

  FileSecrets(List<Path> systemRoots) {
    this.systemRoots = systemRoots;
  }

  public void start() {
    thread.start();
  }

  void onChange(Runnable listener) {
    changed = listener;
  }

  /** Whether finding it out blocks. */
  boolean mustRead(String name) {
    return SecretFiles.isFile(name) && !known.containsKey(name);
  }

  /** Empty where the files are not there or hold something else; reads them the first time. */
  Optional<byte[]> get(String name) {
    if (!SecretFiles.isFile(name) || (known.size() >= MAX_NAMES && !known.containsKey(name))) {
      return Optional.empty();
    }
    byte[] secret = known.computeIfAbsent(name, this::read);
    return secret.length == 0 ? Optional.empty() : Optional.of(secret);
  }

  private byte[] read(String name) {
    try {
      return SecretFiles.secret(name, systemRoots);
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("secret", name)
          .addKeyValue("reason", e.toString())
          .log("A certificate that a rule names cannot be read; TLS that needs it fails");
      return NONE;
    }
  }

  /** What cannot be read any more stays what it was, so that a file may be replaced in steps. */
  void look() {
    boolean differs = false;
    for (Map.Entry<String, byte[]> entry : known.entrySet()) {
      try {
        byte[] now = SecretFiles.secret(entry.getKey(), systemRoots);
        differs |= !Arrays.equals(now, entry.setValue(now));
      } catch (IOException e) {
        LOG.atDebug().setCause(e).addKeyValue("secret", entry.getKey()).log("Still not readable");
      }
    }
    if (differs) {
      changed.run();
    }
  }

  private void loop() {
    try {
      while (!stopped.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped.countDown();
    thread.join(Duration.ofSeconds(1));
  }
}

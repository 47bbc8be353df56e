package io.fairlead.controlplane.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The database file of one process: readable by its owner alone, since the authority's key is in
 * it, and locked, since two control planes on one file would each believe to be the only writer.
 */
final class StoreFile implements AutoCloseable {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;
  private final FileChannel lock;

  private StoreFile(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static StoreFile open(Path file) {
    Path path = file.toAbsolutePath().normalize();
    try {
      requirePrivate(directoryOf(path));
      createPrivate(path);
      Path lockPath = path.resolveSibling(path.getFileName() + ".lock");
      createPrivate(lockPath);
      return new StoreFile(path, lock(path, lockPath));
    } catch (IOException e) {
      throw new StoreException(
          "the store " + path + " cannot be opened: " + e + "; check the path and its owner", e);
    }
  }

  Path path() {
    return path;
  }

  private static Path directoryOf(Path path) {
    Path directory = path.getParent();
    if (directory == null) {
      throw new StoreException("the store needs the path of a file, not " + path);
    }
    return directory;
  }

  private static void requirePrivate(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    requireOnly(directory, OWNER_ONLY, "chmod 700 ");
  }

  /** SQLite gives its journal files the permissions of the database. */
  private static void createPrivate(Path path) throws IOException {
    try {
      Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_FILE));
    } catch (FileAlreadyExistsException e) {
      requireOnly(path, OWNER_FILE, "chmod 600 ");
    }
  }

  private static void requireOnly(Path path, Set<PosixFilePermission> allowed, String remedy)
      throws IOException {
    var found = Files.getPosixFilePermissions(path);
    if (!allowed.containsAll(found)) {
      throw new StoreException(
          "%s is open to others (%s) but holds the mesh's private key: run %s%s"
              .formatted(path, PosixFilePermissions.toString(found), remedy, path));
    }
  }

  private static FileChannel lock(Path path, Path lockPath) throws IOException {
    FileChannel channel = FileChannel.open(lockPath, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process: as much in use as by another one.
    }
    channel.close();
    throw new StoreException(
        "the store " + path + " is in use by another control plane: stop that one first");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StoreException("the lock of the store " + path + " cannot be released", e);
    }
  }
}

package io.fairlead.controlplane.source.file;

import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one file holds.
 *
 * @param resources the last good ones of this file
 */
record FileContent(
    Stamp stamp, SharedMap<ResourceId, IstioResource> resources, List<Problem> problems) {

  private static final long MAX_BYTES = 3L << 20;

  FileContent {
    problems = List.copyOf(problems);
  }

  /**
   * Tells whether a file must be read again.
   *
   * @param key tells files of one name apart
   */
  record Stamp(FileTime modified, long size, String key) {

    /** Nothing where the file went away meanwhile. */
    static Optional<Stamp> of(Path file) throws IOException {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.of(
            new Stamp(found.lastModifiedTime(), found.size(), String.valueOf(found.fileKey())));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
  }

  /** The very content from before where the file is as it was; nothing where there is none. */
  static Optional<FileContent> readAgain(Path file, @Nullable FileContent before)
      throws IOException {
    Optional<Stamp> stamp = Stamp.of(file);
    if (stamp.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        before != null && before.stamp.equals(stamp.get())
            ? before
            : read(file, stamp.get(), before == null ? SharedMap.sorted() : before.resources));
  }

  private static FileContent read(
      Path file, Stamp stamp, SharedMap<ResourceId, IstioResource> lastGood) {
    String name = file.toString();
    if (stamp.size > MAX_BYTES) {
      return broken(name, stamp, lastGood, "is larger than 3 MiB; split it into several files");
    }
    try {
      Parsed<IstioResource> parsed = IstioYaml.read(name, Files.readString(file));
      return parsed.hasErrors()
          ? new FileContent(stamp, lastGood, parsed.problems())
          : of(stamp, parsed);
    } catch (CharacterCodingException e) {
      return broken(name, stamp, lastGood, "is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      return broken(name, stamp, lastGood, "cannot be read: " + e.getMessage());
    }
  }

  /** No resource stands in it twice: that is an error of its own. */
  private static FileContent of(Stamp stamp, Parsed<IstioResource> parsed) {
    SharedMap<ResourceId, IstioResource> resources = SharedMap.sorted();
    for (IstioResource resource : parsed.values()) {
      resources = resources.plus(ResourceId.of(resource), resource);
    }
    return new FileContent(stamp, resources, parsed.problems());
  }

  private static FileContent broken(
      String file, Stamp stamp, SharedMap<ResourceId, IstioResource> lastGood, String sentence) {
    return new FileContent(
        stamp,
        lastGood,
        List.of(
            Problem.error(
                ProblemCode.UNREADABLE_FILE, "", "", SourceLocation.ofFile(file), sentence)));
  }
}

package io.fairlead.controlplane.source.file;

import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import io.fairlead.model.SourceLocation;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a directory held when it was last read; a value, so that two readings can be compared. */
record DirectoryContent(Map<Path, FileContent> files) {

  static final DirectoryContent EMPTY = new DirectoryContent(Map.of());

  private static final long MAX_BYTES = 3L << 20;

  /** Tells whether a file must be read again. */
  private record Stamp(FileTime modified, long size) {}

  /**
   * @param resources the last good ones of this file
   */
  private record FileContent(Stamp stamp, List<IstioResource> resources, List<Problem> problems) {}

  DirectoryContent {
    files = Map.copyOf(files);
  }

  /** This very value where no file changed. */
  DirectoryContent readAgain(Path directory) throws IOException {
    Map<Path, FileContent> next = new HashMap<>();
    for (Path file : list(directory)) {
      Optional<Stamp> stamp = stamp(file);
      if (stamp.isPresent()) {
        FileContent before = files.get(file);
        next.put(
            file,
            before != null && before.stamp.equals(stamp.get())
                ? before
                : read(file, stamp.get(), before == null ? List.of() : before.resources));
      }
    }
    return next.equals(files) ? this : new DirectoryContent(next);
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.filter(DirectoryContent::isConfiguration).sorted().toList();
    }
  }

  private static boolean isConfiguration(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"))
        && Files.isRegularFile(file);
  }

  /** Nothing where the file went away meanwhile. */
  private static Optional<Stamp> stamp(Path file) throws IOException {
    try {
      return Optional.of(new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static FileContent read(Path file, Stamp stamp, List<IstioResource> lastGood) {
    String name = file.toString();
    if (stamp.size > MAX_BYTES) {
      return broken(name, stamp, lastGood, "is larger than 3 MiB; split it into several files");
    }
    try {
      Parsed<IstioResource> parsed = IstioYaml.read(name, Files.readString(file));
      return new FileContent(
          stamp, parsed.hasErrors() ? lastGood : parsed.values(), parsed.problems());
    } catch (CharacterCodingException e) {
      return broken(name, stamp, lastGood, "is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      return broken(name, stamp, lastGood, "cannot be read: " + e.getMessage());
    }
  }

  private static FileContent broken(
      String file, Stamp stamp, List<IstioResource> lastGood, String sentence) {
    return new FileContent(
        stamp, lastGood, List.of(Problem.error("", "", SourceLocation.ofFile(file), sentence)));
  }

  /** What is wrong with the files, and which resources stand in more than one of them. */
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>();
    new TreeMap<>(files).values().forEach(file -> all.addAll(file.problems));
    Set<ResourceId> seen = new HashSet<>();
    for (FileContent file : new TreeMap<>(files).values()) {
      for (IstioResource resource : file.resources) {
        if (!seen.add(ResourceId.of(resource))) {
          all.add(
              Problem.error(
                  resource.title(),
                  "",
                  resource.metadata().location(),
                  "stands in an earlier file too, which holds; remove one of the two"));
        }
      }
    }
    return all;
  }

  ConfigChange changeSince(DirectoryContent before) {
    Map<ResourceId, IstioResource> then = before.byId();
    Map<ResourceId, IstioResource> now = byId();
    List<IstioResource> changed = new ArrayList<>();
    now.forEach(
        (id, resource) -> {
          if (!resource.equals(then.get(id))) {
            changed.add(resource);
          }
        });
    return new ConfigChange(
        changed, then.keySet().stream().filter(id -> !now.containsKey(id)).toList());
  }

  private Map<ResourceId, IstioResource> byId() {
    Map<ResourceId, IstioResource> all = new LinkedHashMap<>();
    for (FileContent file : new TreeMap<>(files).values()) {
      for (IstioResource resource : file.resources) {
        all.putIfAbsent(ResourceId.of(resource), resource);
      }
    }
    return all;
  }
}

package io.fairlead.controlplane.source.file;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a directory held when it was last read; a value, so that two readings can be compared, at
 * the cost of the files that differ.
 *
 * @param holders the files in which each resource stands, the first of which holds
 * @param shared those of {@code holders} that stand in more than one file
 */
record DirectoryContent(
    SharedMap<Path, FileContent> files,
    SharedMap<ResourceId, SharedMap<Path, IstioResource>> holders,
    SharedMap<ResourceId, SharedMap<Path, IstioResource>> shared) {

  static final DirectoryContent EMPTY =
      new DirectoryContent(SharedMap.sorted(), SharedMap.sorted(), SharedMap.sorted());

  /** This very value where no file changed. */
  DirectoryContent readAgain(Path directory) throws IOException {
    DirectoryContent next = this;
    Set<Path> found = new TreeSet<>(list(directory));
    for (Path file : files.keys()) {
      if (!found.contains(file)) {
        next = next.replacing(file, null);
      }
    }
    for (Path file : found) {
      FileContent before = files.get(file);
      Optional<FileContent> now = FileContent.readAgain(file, before);
      if (now.isEmpty() || now.get() != before) {
        next = next.replacing(file, now.orElse(null));
      }
    }
    return next;
  }

  @SuppressWarnings("ReferenceEquality") // A reading without news is the same object.
  boolean isSameAs(DirectoryContent other) {
    return this == other;
  }

  boolean has(Path file) {
    return files.containsKey(file);
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found
          .filter(DirectoryContent::isNamedLikeConfiguration)
          .filter(Files::isRegularFile)
          .toList();
    }
  }

  static boolean isNamedLikeConfiguration(Path file) {
    String name = String.valueOf(file.getFileName());
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }

  private DirectoryContent replacing(Path file, @Nullable FileContent next) {
    FileContent before = files.get(file);
    DirectoryContent result =
        new DirectoryContent(
            next == null ? files.minus(file) : files.plus(file, next), holders, shared);
    if (before != null) {
      for (ResourceId id : before.resources().keys()) {
        result = result.holding(id, result.holdersOf(id).minus(file));
      }
    }
    if (next != null) {
      for (IstioResource resource : next.resources().values()) {
        ResourceId id = ResourceId.of(resource);
        result = result.holding(id, result.holdersOf(id).plus(file, resource));
      }
    }
    return result;
  }

  private SharedMap<Path, IstioResource> holdersOf(ResourceId id) {
    return holders.getOrDefault(id, SharedMap.sorted());
  }

  private DirectoryContent holding(ResourceId id, SharedMap<Path, IstioResource> in) {
    return new DirectoryContent(
        files,
        in.isEmpty() ? holders.minus(id) : holders.plus(id, in),
        in.size() > 1 ? shared.plus(id, in) : shared.minus(id));
  }

  /** What is wrong with the files, and which resources stand in more than one of them. */
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>();
    files.values().forEach(file -> all.addAll(file.problems()));
    for (SharedMap<Path, IstioResource> in : shared.values()) {
      in.values().stream()
          .skip(1)
          .forEach(
              resource ->
                  all.add(
                      Problem.error(
                          ProblemCode.DUPLICATE_RESOURCE,
                          resource.title(),
                          "",
                          resource.metadata().location(),
                          "stands in an earlier file too, which holds; remove one of the two")));
    }
    return all;
  }

  ConfigChange changeSince(DirectoryContent before) {
    Set<ResourceId> touched = new TreeSet<>();
    for (Change<Path, FileContent> change : SharedMap.changes(before.files, files)) {
      touched.addAll(ids(change.before()));
      touched.addAll(ids(change.after()));
    }
    List<IstioResource> changed = new ArrayList<>();
    List<ResourceId> removed = new ArrayList<>();
    for (ResourceId id : touched) {
      Optional<IstioResource> then = before.effective(id);
      Optional<IstioResource> now = effective(id);
      if (now.isEmpty()) {
        then.ifPresent(gone -> removed.add(id));
      } else if (!now.equals(then)) {
        changed.add(now.get());
      }
    }
    return new ConfigChange(changed, removed);
  }

  private static Collection<ResourceId> ids(@Nullable FileContent file) {
    return file == null ? List.of() : file.resources().keys();
  }

  /** The one that holds: of the first file. */
  private Optional<IstioResource> effective(ResourceId id) {
    return holdersOf(id).values().stream().findFirst();
  }
}

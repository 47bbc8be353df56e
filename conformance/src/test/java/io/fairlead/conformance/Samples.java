package io.fairlead.conformance;

import com.google.gson.Gson;
import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.testing.Goldens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The samples that come with Istio's source, read where Go keeps it: nothing of them is kept. */
final class Samples {

  private static final Pattern NEXT = Pattern.compile("(?m)^---.*$");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{?[A-Z_]{3,}");
  private static final Set<String> KINDS =
      Kinds.all().stream().map(Kind::name).collect(Collectors.toSet());

  private Samples() {}

  /** A document that declares one resource of Istio's. */
  record Sample(String file, int index, String text) {

    @Override
    public String toString() {
      return file + " " + index;
    }

    /** The same as JSON, with the keys of each mapping in an order of chance. */
    String shuffled(long seed) {
      return new Gson().toJson(shuffled(document(text), new Random(seed)));
    }

    private static Object shuffled(Object node, Random random) {
      return switch (node) {
        case Map<?, ?> map -> {
          List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
          Collections.shuffle(entries, random);
          Map<Object, Object> again = new LinkedHashMap<>();
          entries.forEach(entry -> again.put(entry.getKey(), shuffled(entry.getValue(), random)));
          yield again;
        }
        case List<?> list -> list.stream().map(item -> shuffled(item, random)).toList();
        default -> node;
      };
    }
  }

  static List<Sample> all() {
    Path directory = directory();
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .flatMap(file -> documents(directory, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + directory, e);
    }
  }

  private static Path directory() {
    String source = System.getenv("FAIRLEAD_ISTIO_SOURCE");
    if (source == null || !Files.isDirectory(Path.of(source, "samples"))) {
      throw new AssertionError(
          "FAIRLEAD_ISTIO_SOURCE must name Istio's source; ./dev parity sets it");
    }
    return Path.of(source, "samples");
  }

  /** What a script or Helm fills in first is no sample yet. */
  private static Stream<Sample> documents(Path directory, Path file) {
    String text = Goldens.read(file);
    if (text.contains("{{") || PLACEHOLDER.matcher(text).find()) {
      return Stream.of();
    }
    List<Sample> samples = new ArrayList<>();
    for (String one : NEXT.split(text)) {
      if (document(one) instanceof Map<?, ?> map
          && String.valueOf(map.get("apiVersion")).contains("istio.io/")
          && KINDS.contains(String.valueOf(map.get("kind")))) {
        samples.add(new Sample(directory.relativize(file).toString(), samples.size(), one));
      }
    }
    return samples.stream();
  }

  private static Object document(String text) {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(text);
    return read == null ? "" : read;
  }
}

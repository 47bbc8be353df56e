package io.fairlead.testenv.kubernetes;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.TestEnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An image of the build, unpacked layer by layer as runtimes of containers do it.
 *
 * @param name by which pods ask for it
 * @param root the file system that containers see
 */
record OciImage(String name, Path root, List<String> entrypoint, List<String> environment) {

  private static final String MADE = "FAIRLEAD_IMAGES";
  private static final Duration UNPACK = Duration.ofSeconds(120);

  OciImage {
    entrypoint = List.copyOf(entrypoint);
    environment = List.copyOf(environment);
  }

  /** Unpacks what {@code ./dev image} made. */
  static OciImage unpack(String archive, Path directory) {
    Path layout = directory(directory.resolve("layout"));
    Path root = directory(directory.resolve("root"));
    unpack("-xf", made(archive), layout);
    JsonObject entry = Stored.objects(json(layout.resolve("index.json")), "manifests").getFirst();
    JsonObject manifest = json(blob(layout, entry));
    Stored.objects(manifest, "layers").forEach(layer -> unpack("-xzf", blob(layout, layer), root));
    JsonObject config =
        json(blob(layout, manifest.getAsJsonObject("config"))).getAsJsonObject("config");
    return new OciImage(
        Stored.text(entry.getAsJsonObject("annotations"), "org.opencontainers.image.ref.name"),
        root,
        Stored.texts(config, "Entrypoint"),
        Stored.texts(config, "Env"));
  }

  private static Path made(String archive) {
    String value = System.getenv(MADE);
    Path file = Path.of(value == null ? "" : value, archive);
    if (value == null || !Files.exists(file)) {
      throw new TestEnvironmentException(
          "%s names no directory with %s: ./dev image makes it".formatted(MADE, archive));
    }
    return file;
  }

  /** A directory in the place of a link replaces it, as runtimes have it. */
  private static void unpack(String how, Path archive, Path directory) {
    Commands.run(
            UNPACK,
            List.of("tar", "--numeric-owner", "-C", directory.toString(), how, archive.toString()))
        .orThrow();
  }

  private static Path blob(Path layout, JsonObject descriptor) {
    return layout.resolve("blobs").resolve(Stored.text(descriptor, "digest").replace(':', '/'));
  }

  private static JsonObject json(Path file) {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException("reading a part of an image", e);
    }
  }

  private static Path directory(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException("making a directory of an image", e);
    }
  }
}

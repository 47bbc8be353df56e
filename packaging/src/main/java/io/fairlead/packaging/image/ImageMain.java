package io.fairlead.packaging.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * {@code ImageMain ARCHIVE NAME VERSION USER ENTRYPOINT SECONDS LAYER...}: one image from the
 * directories of its layers, the lowest first. The archive's directory keeps nothing else.
 */
public final class ImageMain {

  private static final int FIXED = 6;

  private ImageMain() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length <= FIXED) {
      System.err.println("usage: ImageMain ARCHIVE NAME VERSION USER ENTRYPOINT SECONDS LAYER...");
      System.exit(2);
    }
    List<Path> directories = Arrays.stream(arguments).skip(FIXED).map(Path::of).toList();
    write(
        Path.of(arguments[0]).toAbsolutePath(),
        arguments[1],
        settings(arguments),
        Long.parseLong(arguments[5]),
        directories);
  }

  private static ImageSettings settings(String[] arguments) {
    return new ImageSettings(
        Instant.ofEpochSecond(Long.parseLong(arguments[5])).toString(),
        "amd64",
        arguments[3],
        List.of(arguments[4]),
        Map.of(
            "org.opencontainers.image.title",
            arguments[1].replaceAll("^.*/|:[^/]*$", ""),
            "org.opencontainers.image.version",
            arguments[2],
            "org.opencontainers.image.url",
            "https://fairlead.io",
            "org.opencontainers.image.licenses",
            "Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0"));
  }

  static void write(
      Path archive, String name, ImageSettings settings, long seconds, List<Path> directories)
      throws IOException {
    Path work = Files.createTempDirectory(archive.getParent(), "layers");
    List<Layer> layers = new ArrayList<>();
    try {
      for (Path directory : directories) {
        layers.add(Layer.of(directory, work.resolve("layer-" + layers.size()), seconds));
      }
      new Layout(settings, layers).write(archive, name, seconds);
    } finally {
      for (Layer layer : layers) {
        Files.delete(layer.blob().file());
      }
      Files.deleteIfExists(work);
    }
  }
}

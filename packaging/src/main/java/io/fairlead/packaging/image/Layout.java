package io.fairlead.packaging.image;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An image as one archive in the form of the OCI image layout 1.0. */
final class Layout {

  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String PATH = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";

  private final ImageSettings settings;
  private final List<Layer> layers;

  Layout(ImageSettings settings, List<Layer> layers) {
    this.settings = settings;
    this.layers = List.copyOf(layers);
  }

  /**
   * @param name under which the image is found in the archive, such as {@code hub/proxy:0.1.0}
   */
  void write(Path archive, String name, long seconds) throws IOException {
    byte[] config = text(config());
    byte[] manifest = text(manifest(config));
    Map<String, byte[]> small = new TreeMap<>();
    small.put("blobs/sha256/" + Digests.hex(config), config);
    small.put("blobs/sha256/" + Digests.hex(manifest), manifest);
    small.put("index.json", text(index(manifest, name)));
    small.put("oci-layout", text(version()));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive));
        TarWriter tar = new TarWriter(out, seconds)) {
      tar.directory("blobs", 0755);
      tar.directory("blobs/sha256", 0755);
      for (Map.Entry<String, byte[]> each : small.entrySet()) {
        tar.file(each.getKey(), each.getValue());
      }
      for (Layer layer : layers) {
        Blob blob = layer.blob();
        tar.file(
            "blobs/sha256/" + blob.digest(), 0644, blob.size(), to -> Files.copy(blob.file(), to));
      }
    }
  }

  private JsonObject config() {
    JsonObject process = new JsonObject();
    process.addProperty("User", settings.user());
    process.add("Env", list(List.of(PATH)));
    process.add("Entrypoint", list(settings.entrypoint()));
    process.addProperty("WorkingDir", "/");
    process.add("Labels", labels());
    JsonObject roots = new JsonObject();
    roots.addProperty("type", "layers");
    roots.add("diff_ids", list(layers.stream().map(layer -> "sha256:" + layer.diffId()).toList()));
    JsonObject config = new JsonObject();
    config.addProperty("created", settings.created());
    config.addProperty("architecture", settings.architecture());
    config.addProperty("os", "linux");
    config.add("config", process);
    config.add("rootfs", roots);
    return config;
  }

  private JsonObject manifest(byte[] config) throws IOException {
    JsonArray blobs = new JsonArray();
    for (Layer layer : layers) {
      Blob blob = layer.blob();
      blobs.add(descriptor(blob.mediaType(), blob.digest(), blob.size()));
    }
    JsonObject manifest = versioned(MANIFEST);
    manifest.add("config", descriptor(CONFIG, Digests.hex(config), config.length));
    manifest.add("layers", blobs);
    manifest.add("annotations", labels());
    return manifest;
  }

  private static JsonObject index(byte[] manifest, String name) {
    JsonObject annotations = new JsonObject();
    annotations.addProperty("org.opencontainers.image.ref.name", name);
    JsonObject descriptor = descriptor(MANIFEST, Digests.hex(manifest), manifest.length);
    descriptor.add("annotations", annotations);
    JsonArray manifests = new JsonArray();
    manifests.add(descriptor);
    JsonObject index = versioned(INDEX);
    index.add("manifests", manifests);
    return index;
  }

  private static JsonObject version() {
    JsonObject version = new JsonObject();
    version.addProperty("imageLayoutVersion", "1.0.0");
    return version;
  }

  private static JsonObject versioned(String mediaType) {
    JsonObject object = new JsonObject();
    object.addProperty("schemaVersion", 2);
    object.addProperty("mediaType", mediaType);
    return object;
  }

  private static JsonObject descriptor(String mediaType, String digest, long size) {
    JsonObject descriptor = new JsonObject();
    descriptor.addProperty("mediaType", mediaType);
    descriptor.addProperty("digest", "sha256:" + digest);
    descriptor.addProperty("size", size);
    return descriptor;
  }

  private JsonObject labels() {
    JsonObject labels = new JsonObject();
    new TreeMap<>(settings.labels()).forEach(labels::addProperty);
    return labels;
  }

  private static JsonArray list(List<String> values) {
    JsonArray list = new JsonArray();
    values.forEach(list::add);
    return list;
  }

  private static byte[] text(JsonElement tree) {
    return new GsonBuilder()
        .disableHtmlEscaping()
        .create()
        .toJson(tree)
        .getBytes(StandardCharsets.UTF_8);
  }
}

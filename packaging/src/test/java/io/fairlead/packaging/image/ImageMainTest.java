package io.fairlead.packaging.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageMainTest {

  private static final long SECONDS = 1_700_000_000L;
  private static final ImageSettings SETTINGS =
      new ImageSettings(
          "2023-11-14T22:13:20Z", "amd64", "1:1", List.of("/bin/x"), Map.of("title", "x"));

  @TempDir private Path directory;

  @BeforeEach
  void makeLayers() throws IOException {
    Path base = directory.resolve("base");
    Files.createDirectories(base.resolve("tmp"));
    Files.createDirectories(base.resolve("usr/bin"));
    Path program = Files.writeString(base.resolve("usr/bin/x"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(base.resolve("bin"), Path.of("usr/bin"));
    Path deep = base.resolve("d".repeat(90)).resolve("e".repeat(90));
    Files.writeString(Files.createDirectories(deep).resolve("f"), "x".repeat(1_000));
    Files.writeString(Files.createDirectories(directory.resolve("top")).resolve("y"), "y");
  }

  @Test
  void tarFindsEachFileWithItsModeAndNoOwner() throws Exception {
    Path image = write("image.tar");
    JsonObject manifest = manifest(image);
    Path layer = directory.resolve("layer.tar");
    Files.write(
        layer, unpacked(image, digest(manifest.getAsJsonArray("layers").get(0).getAsJsonObject())));
    assertThat(run("tar", "-tvf", layer.toString(), "--numeric-owner", "--utc", "--full-time"))
        .contains("lrwxrwxrwx 0/0               0 2023-11-14 22:13:20 bin -> usr/bin")
        .contains("-rwxr-xr-x 0/0              10 2023-11-14 22:13:20 usr/bin/x")
        .contains("drwxrwxrwt 0/0               0 2023-11-14 22:13:20 tmp/")
        .contains("1000 2023-11-14 22:13:20 " + "d".repeat(90) + "/" + "e".repeat(90) + "/f");
  }

  @Test
  void everyDigestIsThatOfItsFile() throws Exception {
    Path image = write("image.tar");
    JsonObject manifest = manifest(image);
    JsonObject config = json(image, digest(manifest.getAsJsonObject("config")));
    assertThat(config.getAsJsonObject("config").get("Entrypoint").toString())
        .isEqualTo("[\"/bin/x\"]");
    for (int i = 0; i < 2; i++) {
      JsonObject layer = manifest.getAsJsonArray("layers").get(i).getAsJsonObject();
      assertThat(Digests.hex(blob(image, digest(layer)))).isEqualTo(digest(layer));
      assertThat("\"sha256:" + Digests.hex(unpacked(image, digest(layer))) + "\"")
          .isEqualTo(config.getAsJsonObject("rootfs").getAsJsonArray("diff_ids").get(i).toString());
    }
  }

  @Test
  void equalDirectoriesGiveEqualBytesAndNothingElseIsLeft() throws IOException {
    assertThat(write("one.tar")).hasSameBinaryContentAs(write("two.tar"));
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("base", "top", "one.tar", "two.tar");
    }
  }

  @Test
  void aNameThatFitsIntoNoHeaderIsRefused() throws IOException {
    try (TarWriter tar = new TarWriter(new ByteArrayOutputStream(), SECONDS)) {
      assertThatThrownBy(() -> tar.directory("n".repeat(101), 0755))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("too long");
    }
  }

  private Path write(String name) throws IOException {
    Path image = directory.resolve(name);
    ImageMain.write(
        image,
        "hub/x:1",
        SETTINGS,
        SECONDS,
        List.of(directory.resolve("base"), directory.resolve("top")));
    return image;
  }

  private JsonObject manifest(Path image) throws Exception {
    JsonObject index = parsed(file(image, "index.json"));
    assertThat(index.getAsJsonArray("manifests").get(0).toString()).contains("hub/x:1");
    return json(image, digest(index.getAsJsonArray("manifests").get(0).getAsJsonObject()));
  }

  private JsonObject json(Path image, String digest) throws Exception {
    return parsed(blob(image, digest));
  }

  private static JsonObject parsed(byte[] text) {
    return JsonParser.parseString(new String(text, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  private static String digest(JsonObject descriptor) {
    return descriptor.get("digest").getAsString().substring("sha256:".length());
  }

  private byte[] blob(Path image, String digest) throws Exception {
    return file(image, "blobs/sha256/" + digest);
  }

  private byte[] unpacked(Path image, String digest) throws Exception {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(blob(image, digest)))) {
      return gzip.readAllBytes();
    }
  }

  private static byte[] file(Path image, String name) throws Exception {
    return output("tar", "-xOf", image.toString(), name);
  }

  private static String run(String... command) throws Exception {
    return new String(output(command), StandardCharsets.UTF_8);
  }

  private static byte[] output(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] bytes = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(new String(bytes, StandardCharsets.UTF_8)).isZero();
    return bytes;
  }
}

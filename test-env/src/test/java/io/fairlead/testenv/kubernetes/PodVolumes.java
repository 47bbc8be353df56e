package io.fairlead.testenv.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.fairlead.peers.kubernetes.KubernetesApi;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.TestEnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The volumes of a pod, made as a kubelet makes them: same modes, same links. */
final class PodVolumes {

  private static final Pattern ANNOTATION = Pattern.compile("metadata\\.annotations\\['(.+)']");
  private static final String MAKE_IN_MEMORY =
      "mount -t tmpfs -o \"mode=777,size=$2\" tmpfs \"$1\"";
  private static final String REMOVE =
      """
      for volume in "$1"/*; do
        ! mountpoint -q "$volume" || umount "$volume"
      done
      rm -rf "$1"
      """;

  private final KubernetesApi api;
  private final JsonObject pod;
  private final Host sandbox;
  private final Path directory;

  private PodVolumes(KubernetesApi api, JsonObject pod, Host sandbox) {
    this.api = api;
    this.pod = pod;
    this.sandbox = sandbox;
    this.directory = sandbox.directory().resolve("volumes");
  }

  static PodVolumes make(KubernetesApi api, JsonObject pod, Host sandbox) {
    PodVolumes volumes = new PodVolumes(api, pod, sandbox);
    try {
      for (JsonObject volume : Stored.objects(pod.getAsJsonObject("spec"), "volumes")) {
        volumes.add(Stored.following(volume, "name", "emptyDir", "downwardAPI", "projected"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("making the volumes of a pod", e);
    }
    return volumes;
  }

  Path directory() {
    return directory;
  }

  Path of(String volume) {
    return directory.resolve(volume);
  }

  void remove() {
    script(REMOVE, directory.toString());
  }

  private void add(JsonObject volume) throws IOException {
    Path path = Files.createDirectories(of(Stored.text(volume, "name")));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    if (volume.has("emptyDir")) {
      JsonObject empty =
          Stored.following(volume.getAsJsonObject("emptyDir"), "medium", "sizeLimit");
      if (Stored.text(empty, "medium").equals("Memory")) {
        script(MAKE_IN_MEMORY, path.toString(), Stored.text(empty, "sizeLimit").replace("Mi", "m"));
      }
    } else if (volume.has("downwardAPI")) {
      JsonObject downward =
          Stored.following(volume.getAsJsonObject("downwardAPI"), "items", "defaultMode");
      publish(path, downward, told(Stored.objects(downward, "items")));
    } else {
      JsonObject projected =
          Stored.following(volume.getAsJsonObject("projected"), "sources", "defaultMode");
      publish(path, projected, tokens(Stored.objects(projected, "sources")));
    }
  }

  private Map<String, String> told(List<JsonObject> items) {
    Map<String, String> files = new TreeMap<>();
    for (JsonObject item : items) {
      JsonObject field = Stored.following(item, "path", "fieldRef").getAsJsonObject("fieldRef");
      Stored.following(field, "apiVersion", "fieldPath");
      files.put(Stored.text(item, "path"), field(Stored.text(field, "fieldPath")));
    }
    return files;
  }

  private String field(String path) {
    JsonObject metadata = pod.getAsJsonObject("metadata");
    Matcher annotation = ANNOTATION.matcher(path);
    if (annotation.matches()) {
      return Stored.text(metadata.getAsJsonObject("annotations"), annotation.group(1));
    }
    if (!path.equals("metadata.labels")) {
      throw new TestEnvironmentException("The test's kubelet does not know " + path);
    }
    Map<String, JsonElement> labels = metadata.getAsJsonObject("labels").asMap();
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> "%s=\"%s\"".formatted(label.getKey(), label.getValue().getAsString()))
            .collect(Collectors.joining("\n"));
  }

  /** Tokens end with the pod: they are bound to it. */
  private Map<String, String> tokens(List<JsonObject> sources) {
    JsonObject metadata = pod.getAsJsonObject("metadata");
    Map<String, String> bound =
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Pod",
            "name",
            Stored.text(metadata, "name"),
            "uid",
            Stored.text(metadata, "uid"));
    Map<String, String> files = new TreeMap<>();
    for (JsonObject source : sources) {
      JsonObject token =
          Stored.following(source, "serviceAccountToken").getAsJsonObject("serviceAccountToken");
      Stored.following(token, "audience", "expirationSeconds", "path");
      files.put(
          Stored.text(token, "path"),
          api.token(
              Stored.text(metadata, "namespace"),
              Stored.text(pod.getAsJsonObject("spec"), "serviceAccountName"),
              Map.of(
                  "audiences", List.of(Stored.text(token, "audience")),
                  "expirationSeconds", token.get("expirationSeconds").getAsInt(),
                  "boundObjectRef", bound)));
    }
    return files;
  }

  /** A kubelet changes all files at once, by a link: what reads them meets links. */
  private static void publish(Path volume, JsonObject source, Map<String, String> files)
      throws IOException {
    Set<PosixFilePermission> mode = mode(source.get("defaultMode").getAsInt());
    Path written = Files.createDirectory(volume.resolve("..written"));
    Files.createSymbolicLink(volume.resolve("..data"), written.getFileName());
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path target = Files.writeString(written.resolve(file.getKey()), file.getValue());
      Files.setPosixFilePermissions(target, mode);
      Files.createSymbolicLink(volume.resolve(file.getKey()), Path.of("..data", file.getKey()));
    }
  }

  private static Set<PosixFilePermission> mode(int bits) {
    Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((bits >> (all.length - 1 - i) & 1) == 1) {
        mode.add(all[i]);
      }
    }
    return mode;
  }

  private void script(String script, String... arguments) {
    String[] command = new String[arguments.length + 4];
    System.arraycopy(new String[] {"bash", "-euc", script, "volumes"}, 0, command, 0, 4);
    System.arraycopy(arguments, 0, command, 4, arguments.length);
    sandbox.run(User.ROOT, command).orThrow();
  }
}

package io.fairlead.testenv.kubernetes;

import com.google.gson.JsonObject;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.RunningProcess;
import io.fairlead.testenv.process.TestEnvironmentException;
import io.fairlead.testenv.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One container of a pod: files of its image and volumes of its pod and nothing else, processes of
 * its own, user and capabilities as the pod says. Its network and host name are the pod's.
 *
 * <p>Resources are not limited, and there is no seccomp profile.
 */
final class Container {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /**
   * Arguments: root of the image, directory for this container, files of {@code /etc} of the pod,
   * then source, target and {@code rw} or {@code ro} of each volume, {@code --}, and what becomes
   * the first process. Changes of the image go to memory; targets are found as the container sees
   * them, for {@code /var/run} may be a link.
   */
  private static final String MAKE =
      """
      image=$1 scratch=$2 etc=$3 root=$2/root; shift 3
      mount -t tmpfs -o mode=755 tmpfs "$scratch"
      mkdir "$scratch/upper" "$scratch/work" "$root"
      mount -t overlay -o "lowerdir=$image,upperdir=$scratch/upper,workdir=$scratch/work" overlay "$root"
      mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
      mount --bind "$root/proc/sys" "$root/proc/sys"
      mount -o remount,bind,ro "$root/proc/sys"
      mount -t sysfs -o ro,nosuid,nodev,noexec sysfs "$root/sys"
      mount -t tmpfs -o mode=755,nosuid tmpfs "$root/dev"
      for device in null zero full random urandom tty; do
        touch "$root/dev/$device"
        mount --bind "/dev/$device" "$root/dev/$device"
      done
      ln -s /proc/self/fd "$root/dev/fd"
      ln -s /proc/self/fd/0 "$root/dev/stdin"
      ln -s /proc/self/fd/1 "$root/dev/stdout"
      ln -s /proc/self/fd/2 "$root/dev/stderr"
      mkdir "$root/dev/shm"
      mount -t tmpfs -o mode=1777,nosuid,nodev,noexec,size=64m tmpfs "$root/dev/shm"
      for file in hosts resolv.conf; do
        touch "$root/etc/$file"
        mount --bind "$etc/$file" "$root/etc/$file"
      done
      while [ "$1" != -- ]; do
        target=$root$(chroot "$root" readlink -m "$2")
        mkdir -p "$target"
        mount --bind "$1" "$target"
        [ "$3" = rw ] || mount -o remount,bind,ro "$target"
        shift 3
      done
      shift
      mount -o remount,bind,ro "$root"
      exec env -i "$@"
      """;

  private final RunningProcess process;
  private final List<String> privileges;

  private Container(RunningProcess process, List<String> privileges) {
    this.process = process;
    this.privileges = privileges;
  }

  static Container start(Host sandbox, JsonObject stored, OciImage image, PodVolumes volumes) {
    Stored.following(
        stored,
        "name",
        "image",
        "args",
        "restartPolicy",
        "startupProbe",
        "volumeMounts",
        "securityContext",
        // Without effect here:
        "imagePullPolicy",
        "resources",
        "terminationMessagePath",
        "terminationMessagePolicy");
    if (!image.name().equals(Stored.text(stored, "image"))) {
      throw new TestEnvironmentException("There is no image " + Stored.text(stored, "image"));
    }
    String name = Stored.text(stored, "name");
    String scratch = volumes.directory().resolve(".container-" + name).toString();
    List<String> privileges = privileges(stored.getAsJsonObject("securityContext"));
    sandbox.run(User.ROOT, "mkdir", scratch).orThrow();
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "--"));
    command.addAll(List.of("bash", "-euc", MAKE, name, image.root().toString(), scratch));
    command.add(sandbox.directory().resolve("etc").toString());
    for (JsonObject mount : Stored.objects(stored, "volumeMounts")) {
      Stored.following(mount, "name", "mountPath", "readOnly");
      command.add(volumes.of(Stored.text(mount, "name")).toString());
      command.add(Stored.text(mount, "mountPath"));
      command.add(Stored.isTrue(mount, "readOnly") ? "ro" : "rw");
    }
    command.add("--");
    command.addAll(image.environment());
    command.add("HOSTNAME=" + sandbox.name());
    command.addAll(List.of("chroot", scratch + "/root"));
    command.addAll(privileges);
    command.addAll(image.entrypoint());
    command.addAll(Stored.texts(stored, "args"));
    return new Container(sandbox.start(name, User.ROOT, command), privileges);
  }

  /** A command line that gives up whatever the pod does not ask for; the image has its program. */
  private static List<String> privileges(JsonObject security) {
    Stored.following(
        security,
        "runAsUser",
        "runAsGroup",
        "runAsNonRoot",
        "readOnlyRootFilesystem",
        "allowPrivilegeEscalation",
        "capabilities");
    JsonObject capabilities =
        Stored.following(security.getAsJsonObject("capabilities"), "add", "drop");
    if (!Stored.isTrue(security, "readOnlyRootFilesystem")
        || Stored.isTrue(security, "allowPrivilegeEscalation")
        || !Stored.texts(capabilities, "drop").equals(List.of("ALL"))) {
      throw new TestEnvironmentException("The test's kubelet must learn: " + security);
    }
    StringBuilder bounding = new StringBuilder("-all");
    Stored.texts(capabilities, "add")
        .forEach(each -> bounding.append(",+").append(each.toLowerCase(Locale.ROOT)));
    return List.of(
        "setpriv",
        "--reuid=" + Stored.text(security, "runAsUser"),
        "--regid=" + Stored.text(security, "runAsGroup"),
        "--clear-groups",
        "--inh-caps=-all",
        "--bounding-set=" + bounding,
        "--no-new-privs",
        "--");
  }

  /** Returns when it has ended well; else what it said is the failure. */
  void awaitSuccess() {
    int code = process.awaitExit(PATIENCE);
    if (code != 0) {
      throw new TestEnvironmentException(
          "%s ended with %d: %s".formatted(process.name(), code, process.tail()));
    }
  }

  /** Returns when a probe by a command succeeds. */
  void awaitStarted(JsonObject probe) {
    Stored.following(
        probe, "exec", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold");
    List<String> command = Stored.texts(probe.getAsJsonObject("exec"), "command");
    try {
      Waiting.until(
          process.name() + " to be started",
          PATIENCE,
          () -> !process.isAlive() || succeeds(command));
    } catch (TestEnvironmentException e) {
      throw new TestEnvironmentException(e.getMessage() + "; its log ends:\n" + process.tail(), e);
    }
    if (!process.isAlive()) {
      throw new TestEnvironmentException(
          "%s ended instead of starting: %s".formatted(process.name(), process.tail()));
    }
  }

  private boolean succeeds(List<String> command) {
    List<String> all = new ArrayList<>(List.of("nsenter", "-t", Long.toString(first().pid())));
    all.addAll(List.of("-m", "-n", "-u", "-p", "-r", "--"));
    all.addAll(privileges);
    all.addAll(command);
    return Commands.run(Duration.ofSeconds(30), all).succeeded();
  }

  /** The process that the container is. */
  private ProcessHandle first() {
    return Waiting.forValue(
        "the first process of " + process.name(),
        PATIENCE,
        () -> process.program().children().findFirst());
  }

  /** Asks its first process to end, as runtimes do, and returns when it has. */
  void end() {
    first().destroy();
    process.awaitExit(PATIENCE);
  }
}

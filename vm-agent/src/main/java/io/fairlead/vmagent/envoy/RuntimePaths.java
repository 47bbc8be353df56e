package io.fairlead.vmagent.envoy;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files and sockets of the runtime directory. Requests are files that appear; who carries them
 * out (systemd's path units or the launcher) takes them away.
 */
public record RuntimePaths(Path directory) {

  private static final Pattern BOOTSTRAP = Pattern.compile("bootstrap-([0-9]{1,6})\\.json");

  public Path sds() {
    return directory.resolve("sds.sock");
  }

  public Path xds() {
    return directory.resolve("xds.sock");
  }

  public Path admin() {
    return directory.resolve("envoy-admin.sock");
  }

  public Path envoyDirectory() {
    return directory.resolve("envoy");
  }

  /** Numbered in the order of their making, which is the order in which processes succeed. */
  public Path bootstrap(int number) {
    return envoyDirectory().resolve("bootstrap-" + number + ".json");
  }

  /** What of Envoy's settings stands on its command line. */
  public Path options(int number) {
    return envoyDirectory().resolve("bootstrap-" + number + ".options");
  }

  /** The number of one of our bootstraps; none where the path is something else. */
  public OptionalInt numberOf(Path bootstrap) {
    Matcher name = BOOTSTRAP.matcher(String.valueOf(bootstrap.getFileName()));
    return envoyDirectory().equals(bootstrap.getParent()) && name.matches()
        ? OptionalInt.of(Integer.parseInt(name.group(1)))
        : OptionalInt.empty();
  }

  /** There while this host is in the mesh: what {@code fairlead-ready.target} waits for. */
  public Path ready() {
    return directory.resolve("ready");
  }

  /** Asks for an epoch of Envoy. */
  public Path startRequest() {
    return envoyDirectory().resolve("start");
  }

  /** Asks for the end of Envoy. */
  public Path stopRequest() {
    return envoyDirectory().resolve("stop");
  }

  public Path captureDirectory() {
    return directory.resolve("capture");
  }

  public Path captureSettings() {
    return directory.resolve("capture.yaml");
  }

  /** Asks for the rules of {@link #captureSettings}. */
  public Path applyRequest() {
    return captureDirectory().resolve("apply");
  }

  /** Asks for the end of the rules. */
  public Path removeRequest() {
    return captureDirectory().resolve("remove");
  }

  /** What came of the last request. */
  public Path captureResult() {
    return captureDirectory().resolve("result");
  }

  public Path controlDirectory() {
    return directory.resolve("control");
  }

  /** The names of the mesh as the control plane told them last, for the agent's next start. */
  public Path names() {
    return controlDirectory().resolve("names");
  }

  /** Asks the agent to take the host out of the mesh. */
  public Path leaveRequest() {
    return controlDirectory().resolve("leave");
  }

  /** Says that the control plane was told. */
  public Path leftAnswer() {
    return controlDirectory().resolve("left");
  }

  /**
   * Tells this Envoy from others of the machine: names of shared memory and abstract sockets are
   * made of it, ten for each.
   */
  public int baseId() {
    return 1 + Math.floorMod(directory.toAbsolutePath().toString().hashCode(), 100_000_000);
  }
}

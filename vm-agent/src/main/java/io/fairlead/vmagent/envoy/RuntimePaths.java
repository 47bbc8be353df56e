package io.fairlead.vmagent.envoy;

import java.nio.file.Path;

/**
 * The files and sockets of the runtime directory. Requests are files that appear; who carries them
 * out (systemd's path units or the launcher) takes them away.
 */
public record RuntimePaths(Path directory) {

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

  public Path bootstrap(int epoch) {
    return envoyDirectory().resolve("bootstrap-" + epoch + ".json");
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

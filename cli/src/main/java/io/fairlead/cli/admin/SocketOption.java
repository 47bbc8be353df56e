package io.fairlead.cli.admin;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the control plane is asked, for every verb that asks it. */
public final class SocketOption {

  @Option(
      names = "--socket",
      paramLabel = "PATH",
      defaultValue = "/run/fairlead-control-plane/admin.sock",
      description = "The control plane's admin socket (default: ${DEFAULT-VALUE}).")
  private Path path = Path.of("");

  public AdminSocket socket() {
    return new AdminSocket(path);
  }
}

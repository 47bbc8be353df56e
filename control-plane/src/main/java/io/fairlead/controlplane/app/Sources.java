package io.fairlead.controlplane.app;

import io.fairlead.controlplane.source.ConfigSource;
import io.fairlead.controlplane.source.applied.AppliedSource;
import io.fairlead.controlplane.source.file.DirectorySource;
import io.fairlead.controlplane.source.mcp.McpSource;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The sources of a configuration, in the order of precedence. */
final class Sources {

  private Sources() {}

  static List<ConfigSource> of(
      ControlPlaneSettings settings, AppliedSource applied, RandomGenerator random) {
    List<ConfigSource> sources = new ArrayList<>();
    sources.add(applied);
    for (ControlPlaneSettings.Directory files : settings.sources().files()) {
      if (!Files.isDirectory(files.directory())) {
        throw new IllegalArgumentException(
            "sources.files: there is no directory " + files.directory() + "; create it first");
      }
      sources.add(new DirectorySource(files.directory()));
    }
    for (ControlPlaneSettings.Mcp mcp : settings.sources().mcp()) {
      HostAndPort address = HostAndPort.parse("sources.mcp.address", mcp.address());
      if (!address.isLoopback()) {
        throw new IllegalArgumentException(
            "sources.mcp.address: "
                + mcp.address()
                + " is not a loopback address, and this connection is not encrypted; run the"
                + " bridge beside the control plane");
      }
      sources.add(McpSource.at(mcp.name(), address.host(), address.port(), random));
    }
    return List.copyOf(sources);
  }
}

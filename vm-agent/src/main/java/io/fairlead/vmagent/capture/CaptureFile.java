package io.fairlead.vmagent.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The file by which the agent hands its settings to the one-shot that runs as root. Its reader
 * trusts nothing: no links, no special files, a limited size, and no errors that show a part of a
 * file that was not meant for it.
 */
final class CaptureFile {

  private static final int MAX_BYTES = 256 * 1024;

  private CaptureFile() {}

  static String text(Path file) {
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.exists(file)) {
        throw CaptureException.settings(file + " is not a plain file");
      }
      try (var channel =
          Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
        byte[] bytes = Channels.newInputStream(channel).readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw CaptureException.settings(file + " is larger than 256 KiB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (NoSuchFileException e) {
      throw CaptureException.settings(
          file + " does not exist: a running agent writes it, or name another by --settings");
    } catch (IOException e) {
      throw CaptureException.settings(file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  static CaptureSettings parse(String text) {
    CaptureKeys keys = CaptureKeys.of(load(text));
    CaptureSettings settings =
        new CaptureSettings(
            inbound(keys),
            CaptureSettings.Exclusions.parse(
                keys.strings("excludeInboundPorts"),
                keys.strings("excludeOutboundPorts"),
                keys.strings("excludeOutboundCidrs")),
            new CaptureSettings.Users(keys.number("agentUser"), keys.number("proxyUser")),
            keys.strings("controlPlanes").stream().map(HostPort::parse).toList(),
            keys.flag("dns"),
            new CaptureSettings.Ports(
                keys.number("outboundPort"), keys.number("inboundPort"), keys.number("dnsPort")));
    keys.refuseOthers();
    return settings;
  }

  private static InboundPorts inbound(CaptureKeys keys) {
    List<String> ports = keys.strings("inboundPorts");
    return ports.equals(List.of("*"))
        ? new InboundPorts.Every()
        : new InboundPorts.Listed(ports.stream().map(PortRange::parse).toList());
  }

  private static @Nullable Object load(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(MAX_BYTES)
            .build();
    try {
      return new Load(settings).loadFromString(text);
    } catch (YamlEngineException | StackOverflowError e) {
      // The parser's message quotes the file, which may be one that the agent has no right to read.
      throw CaptureException.settings("the settings of capture are not YAML");
    }
  }

  static String render(CaptureSettings settings) {
    List<?> inbound =
        switch (settings.inboundPorts()) {
          case InboundPorts.Every() -> List.of("*");
          case InboundPorts.Listed(List<PortRange> ports) -> ports;
        };
    return """
        # Written by the agent; read by "fairlead-agent capture".
        inboundPorts: %s
        excludeInboundPorts: %s
        excludeOutboundPorts: %s
        excludeOutboundCidrs: %s
        agentUser: %d
        proxyUser: %d
        controlPlanes: %s
        dns: %b
        outboundPort: %d
        inboundPort: %d
        dnsPort: %d
        """
        .formatted(
            list(inbound),
            list(settings.exclude().inboundPorts()),
            list(settings.exclude().outboundPorts()),
            list(settings.exclude().outboundCidrs()),
            settings.users().agent(),
            settings.users().proxy(),
            list(settings.controlPlanes()),
            settings.dns(),
            settings.ports().outbound(),
            settings.ports().inbound(),
            settings.ports().dns());
  }

  /** Quoting is safe without escapes: no value of these types holds a quote or a backslash. */
  private static String list(List<?> values) {
    return values.stream()
        .map(value -> '"' + value.toString() + '"')
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static void write(CaptureSettings settings, Path file) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, render(settings));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the settings of capture to " + file, e);
    }
  }
}

package io.fairlead.registrybridge.app;

import io.fairlead.registrybridge.publish.ListenAddress;
import io.fairlead.registrybridge.publish.TlsSettings;
import io.fairlead.registrybridge.source.SourceSettings;
import io.fairlead.settings.Default;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The configuration file of the bridge. */
record BridgeSettings(
    @Default("127.0.0.1:15019") String listen, TlsSettings tls, Health health, Sources sources) {

  BridgeSettings {
    if (!ListenAddress.parse(listen).isLoopback() && !tls.isOn()) {
      throw new IllegalArgumentException(
          "listen: "
              + listen
              + " is reachable from other hosts; give tls with cert, key and clientCa, or listen"
              + " on 127.0.0.1");
    }
  }

  ListenAddress listenAddress() {
    return ListenAddress.parse(listen);
  }

  /** Where health and metrics are served, in plaintext and to anybody, hence on loopback only. */
  record Health(@Default("127.0.0.1:15018") String listen) {
    Health {
      if (!ListenAddress.parse(listen).isLoopback()) {
        throw new IllegalArgumentException(
            "listen: " + listen + " is reachable from other hosts; health is served on loopback");
      }
    }

    ListenAddress listenAddress() {
      return ListenAddress.parse(listen);
    }
  }

  /** The registries: those of files come before those of Consul where they contradict. */
  record Sources(List<SourceSettings.Consul> consul, List<SourceSettings.StaticFile> files) {
    Sources {
      consul = List.copyOf(consul);
      files = List.copyOf(files);
      if (consul.isEmpty() && files.isEmpty()) {
        throw new IllegalArgumentException("there is no source; name one under consul or files");
      }
      Set<String> names = new HashSet<>();
      Stream.concat(files.stream(), consul.stream())
          .map(SourceSettings::name)
          .forEach(
              name -> {
                if (!names.add(name)) {
                  throw new IllegalArgumentException("two sources have the name '" + name + "'");
                }
              });
    }

    /** In the order of precedence. */
    List<SourceSettings> inOrder() {
      return Stream.<SourceSettings>concat(files.stream(), consul.stream()).toList();
    }
  }

  /** The same settings with paths resolved against the directory of the configuration file. */
  BridgeSettings in(Path directory) {
    return new BridgeSettings(
        listen,
        tls.in(directory),
        health,
        new Sources(
            sources.consul.stream().map(source -> source.in(directory)).toList(),
            sources.files.stream().map(source -> source.in(directory)).toList()));
  }
}

package io.fairlead.benchmarks.simulator;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The command line of the simulator. */
record Options(
    Target target, Dialect dialect, boolean nameTable, Identity identity, Naming naming) {

  /**
   * Where the control plane listens.
   *
   * @param serverName whom the certificate names
   * @param window bytes that a server may send ahead on a stream
   */
  record Target(String host, int port, String serverName, int window) {}

  /**
   * By what proxies are known; nothing of it in plaintext.
   *
   * @param certificate PEM; {@code %d} in it stands for 0, 1, 2 and so on, given out in turn
   */
  @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
  record Identity(
      Optional<Path> authority,
      Optional<String> certificate,
      Optional<String> key,
      Optional<Path> token) {}

  /** How nodes are called, and what they tell of themselves. */
  @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
  record Naming(
      String namespace, String account, Optional<Path> file, Map<String, String> metadata) {

    Naming {
      metadata = Map.copyOf(metadata);
    }
  }

  static final String USAGE =
      """
      usage: simulator --target HOST:PORT [--protocol delta|sotw] [--name-table]
                       [--ca FILE [--cert FILE --key FILE] [--server-name NAME]] [--token-file FILE]
                       [--namespace NAME] [--account NAME] [--metadata-file JSON] [--meta KEY=VALUE]...
                       [--window BYTES]
      Without --ca it speaks plaintext. In --cert and --key, %d stands for 0, 1, 2 ...
      """;

  static Options parse(String... arguments) {
    Map<String, String> values = new HashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String key = arguments[i];
      if (key.equals("--name-table")) {
        values.put(key, "yes");
      } else if (i + 1 == arguments.length || !USAGE.contains(key + " ")) {
        throw new IllegalArgumentException("what is meant by " + key + "?\n" + USAGE);
      } else if (key.equals("--meta")) {
        String[] pair = arguments[++i].split("=", 2);
        metadata.put(pair[0], pair.length == 2 ? pair[1] : "");
      } else {
        values.put(key, arguments[++i]);
      }
    }
    return of(values, metadata);
  }

  private static Options of(Map<String, String> values, Map<String, String> metadata) {
    String target = values.getOrDefault("--target", "");
    int colon = target.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("--target must be HOST:PORT\n" + USAGE);
    }
    String host = target.substring(0, colon);
    return new Options(
        new Target(
            host,
            Integer.parseInt(target.substring(colon + 1)),
            values.getOrDefault("--server-name", host),
            Integer.parseInt(values.getOrDefault("--window", "16777216"))),
        values.getOrDefault("--protocol", "delta").equals("sotw") ? Dialect.WORLD : Dialect.DELTA,
        values.containsKey("--name-table"),
        new Identity(
            Optional.ofNullable(values.get("--ca")).map(Path::of),
            Optional.ofNullable(values.get("--cert")),
            Optional.ofNullable(values.get("--key")),
            Optional.ofNullable(values.get("--token-file")).map(Path::of)),
        new Naming(
            values.getOrDefault("--namespace", "bench"),
            values.getOrDefault("--account", "bench"),
            Optional.ofNullable(values.get("--metadata-file")).map(Path::of),
            metadata));
  }
}

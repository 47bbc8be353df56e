package io.fairlead.vmagent.capture;

import io.fairlead.testing.Goldens;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The inputs of a golden case. */
final class CaptureCases {

  private CaptureCases() {}

  static CapturePlan plan(Path directory) {
    return CapturePlan.of(
        CaptureSettings.read(directory.resolve("settings.yaml")),
        facts(Goldens.read(directory.resolve("facts.yaml"))));
  }

  /** What iptables-save printed, for those families and tables that the case has files of. */
  static Map<Family, RuleSet> found(Path directory) {
    Map<Family, RuleSet> found = new HashMap<>();
    for (Family family : Family.values()) {
      found.put(
          family,
          RuleSet.of(
              table -> {
                Path file =
                    directory.resolve(family.name().toLowerCase(Locale.ROOT) + table + ".save");
                return Files.exists(file) ? TableRules.parse(Goldens.read(file)) : TableRules.NONE;
              }));
    }
    return found;
  }

  static HostFacts facts(String yaml) {
    Map<?, ?> map =
        (Map<?, ?>)
            Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    TreeMap<Integer, String> ssh = new TreeMap<>();
    ((Map<?, ?>) field(map, "sshPorts"))
        .forEach((port, reason) -> ssh.put((Integer) port, (String) reason));
    Map<HostPort, List<InetAddress>> controlPlanes = new HashMap<>();
    ((Map<?, ?>) field(map, "controlPlanes"))
        .forEach(
            (name, addresses) ->
                controlPlanes.put(HostPort.parse((String) name), addresses(addresses)));
    return new HostFacts(
        Map.of(
            Family.IPV4, family((Map<?, ?>) field(map, "ipv4")),
            Family.IPV6, family((Map<?, ?>) field(map, "ipv6"))),
        addresses(field(map, "nameServers")),
        (Boolean) field(map, "consul"),
        ssh,
        controlPlanes);
  }

  private static HostFacts.FamilyFacts family(Map<?, ?> map) {
    return new HostFacts.FamilyFacts(
        addresses(field(map, "addresses")),
        map.containsKey("tool") ? (String) field(map, "tool") : "",
        map.containsKey("problem") ? (String) field(map, "problem") : "",
        !Boolean.FALSE.equals(map.get("proxySource")));
  }

  private static Object field(Map<?, ?> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  private static List<InetAddress> addresses(Object list) {
    return ((List<?>) list).stream().map(text -> InetAddress.ofLiteral((String) text)).toList();
  }
}

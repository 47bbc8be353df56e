package io.fairlead.cli.input;

import io.fairlead.cli.exit.Failure;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Kinds as people write them: any case, singular or plural, or Istio's short names. */
public final class KindNames {

  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("se", "ServiceEntry"),
          Map.entry("we", "WorkloadEntry"),
          Map.entry("wg", "WorkloadGroup"),
          Map.entry("pa", "PeerAuthentication"),
          Map.entry("vs", "VirtualService"),
          Map.entry("dr", "DestinationRule"),
          Map.entry("gw", "Gateway"),
          Map.entry("ap", "AuthorizationPolicy"),
          Map.entry("ra", "RequestAuthentication"),
          Map.entry("telemetries", "Telemetry"));

  private KindNames() {}

  public static Kind parse(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    String full = SHORT.getOrDefault(wanted, wanted);
    return Kinds.all().stream()
        .filter(kind -> isNamed(kind, full))
        .findFirst()
        .orElseThrow(() -> Failure.usage(unknown(text)));
  }

  private static boolean isNamed(Kind kind, String text) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    String plural = name.endsWith("y") ? name.substring(0, name.length() - 1) + "ies" : name + "s";
    return List.of(name, plural, name + "." + kind.group(), plural + "." + kind.group())
        .contains(text.toLowerCase(Locale.ROOT));
  }

  private static String unknown(String text) {
    List<String> names = Kinds.all().stream().map(Kind::name).toList();
    return Excerpt.of(text) + " is no kind of resource: " + Nearest.hint(text, names);
  }

  /** As kubectl names a resource, such as {@code serviceentry.networking.istio.io}. */
  public static String qualified(String kind) {
    String group = Kinds.named(kind).map(known -> "." + known.group()).orElse("");
    return kind.toLowerCase(Locale.ROOT) + group;
  }
}

package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The names that a listener and a route both speak of. A star stands for one part or more. */
final class Hostnames {

  static final String ANY = "*";

  private static final String WILD = "*.";

  private Hostnames() {}

  /** Nothing where they have no name in common; the listener's own where the route names none. */
  static List<String> common(String listener, List<String> routes) {
    return routes.isEmpty()
        ? List.of(listener)
        : routes.stream().flatMap(route -> common(listener, route).stream()).distinct().toList();
  }

  private static Optional<String> common(String one, String two) {
    return Stream.of(one, two).filter(name -> covers(one, name) && covers(two, name)).findFirst();
  }

  private static boolean covers(String wide, String name) {
    return wide.equals(ANY)
        || wide.equals(name)
        || (wide.startsWith(WILD) && name.endsWith(wide.substring(1)));
  }
}

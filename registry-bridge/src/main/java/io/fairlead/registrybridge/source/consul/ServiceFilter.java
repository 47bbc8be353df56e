package io.fairlead.registrybridge.source.consul;

import io.fairlead.registrybridge.source.SourceSettings;
import java.util.List;

/** Decides by its name whether a service is wanted. */
final class ServiceFilter {

  /** The service of Consul's servers themselves: left out unless somebody names it. */
  private static final String SERVERS = "consul";

  private final SourceSettings.Selection selection;

  ServiceFilter(SourceSettings.Selection selection) {
    this.selection = selection;
  }

  boolean isWanted(String name) {
    if (name.equals(SERVERS) && !selection.include().contains(SERVERS)) {
      return false;
    }
    boolean isIncluded = selection.include().isEmpty() || matchesAny(selection.include(), name);
    return isIncluded && !matchesAny(selection.exclude(), name);
  }

  private static boolean matchesAny(List<String> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, name));
  }

  /** Linear in the lengths: each piece between two stars is looked for once, from left to right. */
  static boolean matches(String pattern, String name) {
    String[] pieces = pattern.split("\\*", -1);
    if (pieces.length == 1) {
      return pattern.equals(name);
    }
    String last = pieces[pieces.length - 1];
    if (!name.startsWith(pieces[0]) || name.length() < pieces[0].length() + last.length()) {
      return false;
    }
    int from = pieces[0].length();
    int end = name.length() - last.length();
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = name.indexOf(pieces[i], from);
      if (found < 0 || found + pieces[i].length() > end) {
        return false;
      }
      from = found + pieces[i].length();
    }
    return name.endsWith(last);
  }
}

package io.fairlead.packaging.trim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Walks from the roots along all references, and from a service that is reached to who offers it.
 */
final class Reachable {

  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/[0-9]+/(.+)");
  private static final String SERVICES = "META-INF/services/";

  private final Map<String, List<byte[]>> classes = new HashMap<>();
  private final Map<String, List<String>> offers = new HashMap<>();
  private final Set<String> reached = new HashSet<>();
  private final Deque<String> waiting = new ArrayDeque<>();

  Reachable(List<Jar> jars) {
    for (Jar jar : jars) {
      jar.files().forEach(this::index);
    }
  }

  private void index(String file, byte[] bytes) {
    if (file.endsWith(".class")) {
      classes.computeIfAbsent(className(file), name -> new ArrayList<>()).add(bytes);
    } else if (file.startsWith(SERVICES)) {
      String service = file.substring(SERVICES.length()).replace('.', '/');
      offers.computeIfAbsent(service, name -> new ArrayList<>()).addAll(providers(bytes));
    }
  }

  /** The class of a file of a jar, whichever release of Java the file is for. */
  static String className(String file) {
    Matcher versioned = VERSIONED.matcher(file);
    String path = versioned.matches() ? versioned.group(1) : file;
    return path.substring(0, path.length() - ".class".length());
  }

  private static List<String> providers(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip().replace('.', '/'))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** Every class that one of {@code roots} leads to, the roots with them. */
  Set<String> from(Set<String> roots) {
    roots.forEach(this::reach);
    while (!waiting.isEmpty()) {
      String name = waiting.remove();
      for (byte[] classFile : classes.getOrDefault(name, List.of())) {
        References.of(classFile).forEach(this::reach);
      }
      offers.getOrDefault(name, List.of()).forEach(this::reach);
    }
    return Set.copyOf(reached);
  }

  private void reach(String name) {
    if (classes.containsKey(name) && reached.add(name)) {
      waiting.add(name);
    }
  }
}

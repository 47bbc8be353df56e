package io.fairlead.packaging.trim;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Leaves out classes of large libraries that nothing of the program leads to, and files of other
 * machines. Libraries that find their classes in other ways than by name stay whole.
 */
final class Trimmer {

  /** Generated messages, and libraries of which a program uses a corner. */
  private static final Pattern TRIMMED =
      Pattern.compile(
          "(api|proto-google-common-protos|guava|bcprov-jdk18on|bcpkix-jdk18on|bcutil-jdk18on"
              + "|grpc-netty-shaded|netty-[a-z-]+)-[0-9].*\\.jar");

  /** Native code looks its classes up by itself. */
  private static final Pattern CALLED_BY_NATIVE_CODE =
      Pattern.compile(".*/netty/(channel/(epoll|unix)|internal/tcnative)/[^/]+");

  private final Foreign foreign;

  Trimmer(Foreign foreign) {
    this.foreign = foreign;
  }

  List<Jar> trim(List<Jar> jars) {
    Set<String> reached = new Reachable(jars).from(roots(jars));
    return jars.stream().map(jar -> trim(jar, reached)).toList();
  }

  private static boolean isTrimmed(Jar jar) {
    return TRIMMED.matcher(jar.name()).matches();
  }

  private static Set<String> roots(List<Jar> jars) {
    Set<String> roots = new HashSet<>();
    for (Jar jar : jars) {
      for (String file : jar.files().keySet()) {
        if (file.endsWith(".class")
            && (!isTrimmed(jar) || CALLED_BY_NATIVE_CODE.matcher(file).matches())) {
          roots.add(Reachable.className(file));
        }
      }
    }
    return roots;
  }

  private Jar trim(Jar jar, Set<String> reached) {
    Map<String, byte[]> kept = new TreeMap<>();
    jar.files()
        .forEach(
            (file, bytes) -> {
              boolean isWanted =
                  !isTrimmed(jar)
                      || !file.endsWith(".class")
                      || reached.contains(Reachable.className(file));
              if (isWanted && !foreign.isForeign(file)) {
                kept.put(file, bytes);
              }
            });
    return new Jar(jar.name(), kept);
  }
}

package io.fairlead.packaging.trim;

import java.util.regex.Pattern;

/** Files of a jar that a program on one kind of machine never opens. */
final class Foreign {

  private static final Pattern NATIVE = Pattern.compile(".*\\.(so|jnilib|dylib|dll|a)");

  private static final Pattern BUILD_ONLY =
      Pattern.compile(
          "META-INF/(maven|native-image|proguard|com\\.android\\.tools)/.*"
              + "|META-INF/[^/]+\\.(SF|RSA|DSA|EC)|META-INF/INDEX\\.LIST"
              + "|(.*/)?module-info\\.class|.*\\.proto");

  private final Pattern ours;

  /**
   * @param architecture as {@code uname -m} says it
   */
  Foreign(String architecture) {
    this.ours =
        switch (architecture) {
          case "x86_64" ->
              Pattern.compile(".*(linux-x86-64/|Linux/x86_64/|linux_x86_64|epoll_x86_64).*");
          case "aarch64" ->
              Pattern.compile(".*(linux-aarch64/|Linux/aarch64/|linux_aarch_64|epoll_aarch_64).*");
          default ->
              throw new IllegalArgumentException(
                  "no packages for '" + architecture + "': x86_64 and aarch64 are known");
        };
  }

  /**
   * Signatures are among it: they would not fit what is left, and the JVM keeps no signed class in
   * its archive.
   */
  boolean isForeign(String file) {
    return BUILD_ONLY.matcher(file).matches()
        || NATIVE.matcher(file).matches() && !ours.matcher(file).matches();
  }
}

package io.fairlead.controlplane.source.kubernetes.gatewayapi;

/** Texts in which RE2 sees nothing but themselves. */
final class Quoted {

  private static final int ASCII = 128;

  private Quoted() {}

  static String of(String text) {
    StringBuilder quoted = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point < ASCII && !Character.isLetterOrDigit(point)) {
                quoted.append('\\');
              }
              quoted.appendCodePoint(point);
            });
    return quoted.toString();
  }
}

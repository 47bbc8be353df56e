package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import org.jspecify.annotations.Nullable;

/** What the client's objects leave out. */
final class Text {

  private Text() {}

  /** Empty where nothing is said. */
  static String of(@Nullable String text) {
    return or(text, "");
  }

  static String or(@Nullable String text, String standard) {
    return text == null ? standard : text;
  }

  static int or(@Nullable Integer number, int standard) {
    return number == null ? standard : number;
  }
}

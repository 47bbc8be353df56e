package io.fairlead.istioconfig;

/** Foreign text in a message of ours: quoted, cut, and without characters that move a cursor. */
public final class Excerpt {

  private static final int MAX_LENGTH = 60;

  private Excerpt() {}

  public static String of(String text) {
    return "'" + clean(text, MAX_LENGTH) + "'";
  }

  /** At most {@code length} characters of one printable line. */
  public static String clean(String text, int length) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < text.length() && i < length; i++) {
      char c = text.charAt(i);
      boolean isPrintable = !Character.isISOControl(c) && !Character.isSurrogate(c);
      clean.append(isPrintable && Character.getType(c) != Character.FORMAT ? c : '?');
    }
    return clean + (text.length() > length ? "..." : "");
  }
}

package io.fairlead.xds;

/** Numbers that follow from content alone, cheap enough to be made for each answer. */
public final class Digests {

  public static final long START = 0x9E3779B97F4A7C15L;

  private static final long FACTOR = 0xBF58476D1CE4E5B9L;

  private Digests() {}

  /** Order counts: {@code of(of(START, a), b)} differs from {@code of(of(START, b), a)}. */
  public static long of(long before, long next) {
    long mixed = (before ^ next) * FACTOR;
    mixed = (mixed ^ (mixed >>> 32)) * START;
    return mixed ^ (mixed >>> 29);
  }

  /** The length counts too, so that neighbours cannot lend each other letters. */
  public static long of(long before, String next) {
    long mixed = of(before, next.length());
    for (int i = 0; i < next.length(); i++) {
      mixed = of(mixed, next.charAt(i));
    }
    return mixed;
  }
}

package io.fairlead.conformance;

/**
 * Whether a count of random decisions is one that chance gives. A count is refused where chance
 * gives it, or one further out, less often than once in two million runs on either side: so a right
 * share is refused once in a million runs.
 */
final class Binomial {

  private static final double TOO_RARE = 5e-7;

  private Binomial() {}

  static boolean isPlausible(int count, int tries, int percentage) {
    double p = percentage / 100.0;
    if (p <= 0 || p >= 1) {
      return count == (p <= 0 ? 0 : tries);
    }
    return sum(0, count, tries, p) > TOO_RARE && sum(count, tries, tries, p) > TOO_RARE;
  }

  private static double sum(int from, int to, int tries, double p) {
    double sum = 0;
    for (int k = from; k <= to; k++) {
      sum += Math.exp(logChoose(tries, k) + k * Math.log(p) + (tries - k) * Math.log1p(-p));
    }
    return sum;
  }

  private static double logChoose(int n, int k) {
    double log = 0;
    for (int i = 1; i <= k; i++) {
      log += Math.log(n - k + i) - Math.log(i);
    }
    return log;
  }
}

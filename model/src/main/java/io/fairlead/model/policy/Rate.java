package io.fairlead.model.policy;

/**
 * So much, again and again.
 *
 * @param amount what is let through in each interval
 * @param burst what may come at once; not below the amount
 */
public record Rate(int amount, TimeLimit interval, int burst) {

  public Rate {
    if (amount < 1 || burst < amount || !interval.isSet()) {
      throw new IllegalArgumentException("no rate: " + amount + ", " + burst + " at once");
    }
  }
}

package io.fairlead.vmagent.capture;

import java.util.Locale;

/**
 * The tables in which we have rules. They are committed one after another, so the order counts: a
 * zone without a redirection changes nothing, a redirection without its zone can lead the agent's
 * own questions back to it.
 */
public enum Table {
  RAW,
  NAT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

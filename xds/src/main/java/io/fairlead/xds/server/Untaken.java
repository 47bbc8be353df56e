package io.fairlead.xds.server;

import java.util.Map;
import java.util.Set;

/**
 * What of one type a client was to have and does not hold, as far as it said.
 *
 * @param isWhole whether these names are all; else any other may be among them
 * @param awaited of which it has not said yet whether it takes them
 * @param refused what it refused and was not sent anew since
 */
public record Untaken(boolean isWhole, Set<String> awaited, Map<String, Refusal> refused) {

  /**
   * A client's words for what it refused.
   *
   * @param isNamed whether they name the resource; else they may mean another of the same answer
   */
  public record Refusal(String words, boolean isNamed) {}

  public Untaken {
    awaited = Set.copyOf(awaited);
    refused = Map.copyOf(refused);
  }

  /** Whether the client holds all that it should. */
  public boolean isNothing() {
    return isWhole && awaited.isEmpty() && refused.isEmpty();
  }
}

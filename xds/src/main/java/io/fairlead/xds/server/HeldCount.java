package io.fairlead.xds.server;

import java.util.Map;

/** How many resources of one type a client has been sent. */
final class HeldCount {

  private HeldCount() {}

  static int of(TypeState state) {
    Behind behind = state.behind();
    int held = settled(state);
    for (Map.Entry<String, String> claim : behind.claims().entrySet()) {
      boolean isMeant = state.subscription().covers(claim.getKey());
      held += isMeant && !behind.marks().containsKey(claim.getKey()) ? 1 : 0;
    }
    for (String holding : behind.marks().values()) {
      held += Holding.isNothing(holding) ? 0 : 1;
    }
    return held;
  }

  /** Resources of which nothing special is known: the client has them as they are. */
  private static int settled(TypeState state) {
    Behind behind = state.behind();
    int settled = 0;
    if (state.subscription().isWildcard() && !behind.rest().isDue()) {
      settled = state.seen().size();
      for (String name : behind.marks().keys()) {
        settled -= state.seen().containsKey(name) ? 1 : 0;
      }
      return settled;
    }
    Iterable<String> names =
        state.subscription().isWildcard() ? state.seen().keys() : state.subscription().names();
    for (String name : names) {
      settled += state.seen().containsKey(name) && !behind.says(name) ? 1 : 0;
    }
    return settled;
  }
}

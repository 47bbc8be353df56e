package io.fairlead.translation.listener;

import java.util.Map;

/** What stands behind an address. */
sealed interface Target {

  /** Where bytes go, by what is asked for; nothing else is taken. */
  Map<Condition, Outlet> branches();

  /** Bytes are all there is. */
  record Tcp(Map<Condition, Outlet> branches) implements Target {
    public Tcp {
      branches = Map.copyOf(branches);
    }
  }

  /** HTTP is looked for: it goes by the named routes, everything else by the branches. */
  record Detected(NamedRoutes routes, Map<Condition, Outlet> branches) implements Target {
    public Detected {
      branches = Map.copyOf(branches);
    }
  }
}

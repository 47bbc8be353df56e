package io.fairlead.translation.listener;

import io.fairlead.translation.listener.Condition.Within;
import io.fairlead.translation.listener.PortListener.Shared;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.Destination.Block;
import io.fairlead.translation.scope.PortScope;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A port that services share, while it is being collected; who comes first keeps what he took. */
final class SharedPort {

  private final PortScope scope;
  private final Map<Condition, Outlet> branches = new HashMap<>();
  private final Map<Within, NamedRoutes> detected = new HashMap<>();

  SharedPort(PortScope scope) {
    this.scope = scope;
  }

  /** Whether all of what is behind a block of addresses could be had. */
  boolean take(Block block, Target target) {
    Within within = Within.of(block);
    Map<Condition, Outlet> wanted = new HashMap<>();
    // What names the very block comes before what names none.
    new TreeMap<>(target.branches())
        .forEach((condition, outlet) -> wanted.putIfAbsent(condition.orWithin(within), outlet));
    boolean isAllTaken = take(wanted);
    if (isAllTaken && target instanceof Target.Detected(NamedRoutes routes, var ignored)) {
      detected.put(within, routes);
    }
    return isAllTaken;
  }

  /** Whether all of it could be had. */
  boolean take(Map<Condition, Outlet> wanted) {
    boolean isAllTaken = true;
    for (Map.Entry<Condition, Outlet> branch : wanted.entrySet()) {
      isAllTaken &= branches.putIfAbsent(branch.getKey(), branch.getValue()) == null;
    }
    return isAllTaken;
  }

  PortListener listener(Bind bind, Outlet otherwise) {
    Map<Condition, Outlet> conditional = new HashMap<>(branches);
    NamedRoutes routes = new NamedRoutes(ResourceNames.portRoutes(scope.number()), scope.limits());
    Outlet rest = conditional.remove(Condition.NONE);
    return new PortListener(
        bind,
        new Shared(scope.http(), routes, conditional, detected),
        rest == null ? otherwise : rest);
  }
}

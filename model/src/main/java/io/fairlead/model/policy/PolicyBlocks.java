package io.fairlead.model.policy;

import java.util.List;

/** The parts of a policy that can be said for one port alone. */
public record PolicyBlocks(
    Setting<ConnectionPool> pool,
    Setting<OutlierDetection> outliers,
    Setting<LoadBalancing> balancing,
    Setting<ClientTls> tls) {

  public static final PolicyBlocks NONE =
      new PolicyBlocks(Setting.unset(), Setting.unset(), Setting.unset(), Setting.unset());

  /** Each part as it is said here, else in {@code base}. */
  PolicyBlocks over(PolicyBlocks base) {
    return new PolicyBlocks(
        pool.over(base.pool),
        outliers.over(base.outliers),
        balancing.over(base.balancing),
        tls.over(base.tls));
  }

  /** Whether the place of a caller may matter, together with what else is said. */
  boolean mayAskForPlace() {
    return outliers.isSet()
        || switch (place()) {
          case LocalityBalancing locality -> !locality.shares().isEmpty();
          case ZoneBalancing zones -> zones.isEnabled();
        };
  }

  List<String> placeLabels() {
    return place().priorities().stream().map(LocalityBalancing::label).toList();
  }

  private PlaceBalancing place() {
    return balancing.or(LoadBalancing.STANDARD).place().or(LocalityBalancing.STANDARD);
  }
}

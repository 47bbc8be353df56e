package io.fairlead.model.policy;

/** How a proxy calls one port of a host, or of a subset of it. */
public record CallPolicy(PolicyBlocks blocks, PolicyExtras extras) {

  /** What holds where nobody says anything. */
  public static final CallPolicy NONE = new CallPolicy(PolicyBlocks.NONE, PolicyExtras.NONE);

  public ConnectionPool pool() {
    return blocks.pool().or(ConnectionPool.UNLIMITED);
  }

  public LoadBalancing balancing() {
    return blocks.balancing().or(LoadBalancing.STANDARD);
  }

  /** What the place of a caller means. */
  public PlaceBalancing place() {
    return balancing().place().or(LocalityBalancing.STANDARD);
  }

  /**
   * Whether it matters where the caller is. Without shares it does only where failures are seen:
   * else the endpoints nearby would be called whatever they answer.
   */
  public boolean asksForPlace() {
    return switch (place()) {
      case LocalityBalancing locality ->
          locality.isEnabled() && (!locality.shares().isEmpty() || blocks.outliers().isSet());
      case ZoneBalancing zones -> zones.isEnabled();
    };
  }

  /** Whether it matters where in its region the caller is, as the control plane sees it. */
  public boolean asksForZone() {
    return asksForPlace() && !zones().isSet();
  }

  /** How callers stay in their zone, where they are to. */
  public Setting<ZoneBalancing> zones() {
    return place() instanceof ZoneBalancing zones && zones.isEnabled()
        ? Setting.of(zones)
        : Setting.unset();
  }

  /** Whether endpoints are chosen by the weight of their place first. */
  public boolean weighsPlaces() {
    return asksForPlace()
        && place() instanceof LocalityBalancing locality
        && !(locality.shares().isEmpty()
            && locality.failovers().isEmpty()
            && locality.priorities().isEmpty());
  }
}

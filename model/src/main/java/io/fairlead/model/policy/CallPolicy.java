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
  public LocalityBalancing locality() {
    return balancing().locality().or(LocalityBalancing.STANDARD);
  }

  /**
   * Whether it matters where the caller is. Without shares it does only where failures are seen:
   * else the endpoints nearby would be called whatever they answer.
   */
  public boolean asksForPlace() {
    return locality().isEnabled() && (!locality().shares().isEmpty() || blocks.outliers().isSet());
  }

  /** Whether endpoints are chosen by the weight of their place first. */
  public boolean weighsPlaces() {
    return asksForPlace()
        && !(locality().shares().isEmpty()
            && locality().failovers().isEmpty()
            && locality().priorities().isEmpty());
  }
}

package io.fairlead.model.policy;

/** How a proxy calls the endpoints of a host. */
public record TrafficPolicy(ConnectionPool pool, LoadBalancing balancing) {

  /** What holds where nobody says anything. */
  public static final TrafficPolicy NONE =
      new TrafficPolicy(ConnectionPool.UNLIMITED, LoadBalancing.LEAST_REQUEST);

  /** How the endpoint of the next request or connection is chosen. */
  public enum LoadBalancing {
    LEAST_REQUEST,
    ROUND_ROBIN,
    RANDOM
  }

  /**
   * What a proxy may take up at one host; 0 is without a limit.
   *
   * @param connectTimeout none: the mesh's default
   */
  public record ConnectionPool(
      int maxConnections,
      TimeLimit connectTimeout,
      int http1MaxPendingRequests,
      int maxRequestsPerConnection) {

    public static final ConnectionPool UNLIMITED = new ConnectionPool(0, TimeLimit.NONE, 0, 0);

    public ConnectionPool {
      if (maxConnections < 0 || http1MaxPendingRequests < 0 || maxRequestsPerConnection < 0) {
        throw new IllegalArgumentException("a limit is not below 0");
      }
    }
  }
}

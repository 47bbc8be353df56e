package io.fairlead.model.policy;

/** What a proxy may take up at one host, and for how long. */
public record ConnectionPool(Tcp tcp, Http http) {

  /** What holds where nobody says anything. */
  public static final ConnectionPool UNLIMITED = new ConnectionPool(Tcp.UNLIMITED, Http.UNLIMITED);

  /** The same towards one's own application: it is spoken to as its port says, or its caller. */
  public ConnectionPool atApplication() {
    return http.version == Version.AS_CALLER || http.version == Version.UNSAID
        ? this
        : new ConnectionPool(
            tcp, new Http(http.limits, http.idleTimeout, Version.UNSAID, http.pings));
  }

  /**
   * Connections.
   *
   * @param maxConnections 0: without a limit
   * @param connectTimeout none: the mesh's default
   * @param maxDuration none: as long as it takes
   * @param idleTimeout 0: never; unset: the proxy's default
   */
  public record Tcp(
      int maxConnections,
      TimeLimit connectTimeout,
      Keepalive keepalive,
      TimeLimit maxDuration,
      Setting<TimeLimit> idleTimeout) {

    public static final Tcp UNLIMITED =
        new Tcp(0, TimeLimit.NONE, Keepalive.STANDARD, TimeLimit.NONE, Setting.unset());

    public Tcp {
      if (maxConnections < 0) {
        throw new IllegalArgumentException("a limit is not below 0");
      }
    }
  }

  /**
   * How a dead peer is found. What is 0 or none is the default.
   *
   * @param probes that are not answered before the connection is given up
   * @param time before the first
   * @param interval between two
   */
  public record Keepalive(int probes, TimeLimit time, TimeLimit interval) {
    public static final Keepalive STANDARD = new Keepalive(0, TimeLimit.NONE, TimeLimit.NONE);
  }

  /**
   * Requests.
   *
   * @param idleTimeout 0: never; unset: as for connections
   * @param pings unset: none
   */
  public record Http(
      Limits limits, Setting<TimeLimit> idleTimeout, Version version, Setting<Pings> pings) {

    public static final Http UNLIMITED =
        new Http(Limits.NONE, Setting.unset(), Version.UNSAID, Setting.unset());
  }

  /** Counts; 0 is without a limit. */
  public record Limits(
      int pendingRequests,
      int activeRequests,
      int requestsPerConnection,
      int activeRetries,
      int streamsPerConnection) {

    public static final Limits NONE = new Limits(0, 0, 0, 0, 0);

    public Limits {
      if (pendingRequests < 0
          || activeRequests < 0
          || requestsPerConnection < 0
          || activeRetries < 0
          || streamsPerConnection < 0) {
        throw new IllegalArgumentException("a limit is not below 0");
      }
    }
  }

  /** Which HTTP is spoken to the endpoints. */
  public enum Version {
    /** As the mesh says, else as the port. */
    UNSAID,
    /** As the port says. */
    AS_DECLARED,
    /** HTTP/2, whatever the port says. */
    HTTP2,
    /** The one that the caller speaks. */
    AS_CALLER
  }

  /** How a dead HTTP/2 peer is found. */
  public record Pings(TimeLimit interval, TimeLimit timeout) {}
}

package io.fairlead.model.policy;

/** How proxies find out for themselves whether an endpoint is well. */
public record HealthCheck(Probe probe, TimeLimit interval, TimeLimit timeout, Thresholds counts) {

  /** What an endpoint is asked. */
  public sealed interface Probe {
    /**
     * An HTTP request, which a 200 answers.
     *
     * @param host of the request; empty: the host that is called
     */
    record Http(String path, String host) implements Probe {}

    /**
     * The standard health service of gRPC.
     *
     * @param service empty: the server as a whole
     */
    record Grpc(String service) implements Probe {}

    /** To take a connection. */
    record Tcp() implements Probe {}
  }

  /** How many answers in a row change what is believed. */
  public record Thresholds(int unhealthy, int healthy) {}
}

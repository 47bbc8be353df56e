package io.fairlead.model.policy;

/**
 * The parts of a policy that are said for a host or a subset as a whole.
 *
 * @param tunnel that connections go through; not inherited by subsets, as in Istio
 */
public record PolicyExtras(
    Setting<ProxyProtocol> proxyProtocol, Setting<RetryBudget> retries, Setting<Tunnel> tunnel) {

  public static final PolicyExtras NONE =
      new PolicyExtras(Setting.unset(), Setting.unset(), Setting.unset());

  /**
   * The endpoints are asked to pass the bytes on.
   *
   * @param isPost whether by a POST request and not by CONNECT
   * @param target {@code host:port}
   */
  public record Tunnel(boolean isPost, String target) {}

  /** How the endpoint is told who calls, before the first byte. */
  public enum ProxyProtocol {
    V1,
    V2
  }

  /**
   * How many retries may be under way.
   *
   * @param percent of the requests that are
   * @param least however few these are
   * @param interval for which a request counts, however soon it is answered; none: while it lasts
   */
  public record RetryBudget(double percent, int least, TimeLimit interval) {}

  /** Each part as it is said here, else in {@code base}. */
  PolicyExtras over(PolicyExtras base) {
    return new PolicyExtras(
        proxyProtocol.over(base.proxyProtocol), retries.over(base.retries), tunnel);
  }

  /** The same through another tunnel, or none. */
  PolicyExtras through(Setting<Tunnel> other) {
    return new PolicyExtras(proxyProtocol, retries, other);
  }
}

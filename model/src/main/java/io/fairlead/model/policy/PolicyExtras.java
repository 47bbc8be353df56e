package io.fairlead.model.policy;

/** The parts of a policy that are said for a host or a subset as a whole. */
public record PolicyExtras(Setting<ProxyProtocol> proxyProtocol, Setting<RetryBudget> retries) {

  public static final PolicyExtras NONE = new PolicyExtras(Setting.unset(), Setting.unset());

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
   */
  public record RetryBudget(double percent, int least) {}

  /** Each part as it is said here, else in {@code base}. */
  PolicyExtras over(PolicyExtras base) {
    return new PolicyExtras(proxyProtocol.over(base.proxyProtocol), retries.over(base.retries));
  }
}

package io.fairlead.benchmarks.harness;

/**
 * One line of the table.
 *
 * @param work what was done
 * @param times of the proxies, milliseconds
 * @param cost of the control plane
 * @param note anything else that was counted
 */
record Row(
    String work, String wire, Latencies.Figures times, Cost cost, Against against, String note) {

  /**
   * @param cpu milliseconds, of one change where many were made
   * @param resident MiB, the most so far
   * @param simulatorCpu milliseconds that the simulator took of the same cores
   */
  record Cost(double cpu, double resident, double simulatorCpu) {}

  /** What the figures are compared with. */
  record Against(Peer istiod, Peer reach) {

    static final Against NOTHING = new Against(Peer.UNKNOWN, Peer.UNKNOWN);
  }

  /** Whether a figure misses what is to be reached. */
  boolean misses() {
    return times.p99() > against.reach().p99()
        || cost.cpu() > against.reach().cpu()
        || cost.resident() > against.reach().resident();
  }
}

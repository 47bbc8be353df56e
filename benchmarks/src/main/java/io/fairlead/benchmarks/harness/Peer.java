package io.fairlead.benchmarks.harness;

/**
 * What another control plane took for the same work, or what we want to reach; NaN where nothing is
 * known. The figures of istiod are those of the project's records: 2 cores, request limiter off.
 *
 * @param p99 milliseconds
 * @param cpu of the server, milliseconds
 * @param resident of the server, MiB
 */
record Peer(double p99, double cpu, double resident) {

  static final Peer UNKNOWN = new Peer(Double.NaN, Double.NaN, Double.NaN);

  boolean isKnown() {
    return !Double.isNaN(p99) || !Double.isNaN(cpu);
  }
}

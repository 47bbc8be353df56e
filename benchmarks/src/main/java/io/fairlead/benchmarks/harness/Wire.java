package io.fairlead.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/** How the simulated proxies speak with the control plane. */
record Wire(boolean isEncrypted, boolean isDelta) {

  static final Wire USUAL = new Wire(true, true);

  /** The options of the simulator. */
  List<String> options(int port, Membership membership) {
    List<String> options = new ArrayList<>(List.of("--target", "127.0.0.1:" + port));
    options.addAll(List.of("--protocol", isDelta ? "delta" : "sotw"));
    if (isEncrypted) {
      options.addAll(List.of("--ca", membership.authority().toString()));
      options.addAll(List.of("--cert", membership.certificate().toString()));
      options.addAll(List.of("--key", membership.key().toString()));
    }
    return options;
  }

  @Override
  public String toString() {
    return (isEncrypted ? "mTLS" : "plaintext") + ", " + (isDelta ? "delta" : "SotW");
  }
}

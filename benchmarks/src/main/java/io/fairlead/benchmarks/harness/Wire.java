package io.fairlead.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the simulated proxies speak with the control plane. */
record Wire(boolean isEncrypted, boolean isDelta) {

  static final Wire USUAL = new Wire(true, true);

  /** The options of the simulator. */
  @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
  List<String> options(int port, Optional<Membership> membership) {
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    List<String> options = new ArrayList<>(List.of("--target", "127.0.0.1:" + port));
    options.addAll(List.of("--protocol", isDelta ? "delta" : "sotw"));
    membership.ifPresent(
        member -> {
          options.addAll(List.of("--ca", member.authority().toString()));
          options.addAll(List.of("--cert", member.certificate().toString()));
          options.addAll(List.of("--key", member.key().toString()));
        });
    return options;
  }

  /** For the name of a directory. */
  String tag() {
    return toString().replaceAll("[^A-Za-z]+", "-");
  }

  @Override
  public String toString() {
    return (isEncrypted ? "mTLS" : "plaintext") + ", " + (isDelta ? "delta" : "SotW");
  }
}

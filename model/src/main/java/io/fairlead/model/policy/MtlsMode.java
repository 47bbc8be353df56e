package io.fairlead.model.policy;

/** Which transport a workload accepts. */
public enum MtlsMode {
  /** Plaintext only. */
  DISABLE,
  /** Plaintext and mutual TLS. */
  PERMISSIVE,
  /** Mutual TLS only. */
  STRICT
}

package io.fairlead.model.service;

/** Who tells of a service or an endpoint. The first of two goes before the second. */
public enum Registry {
  /** A Kubernetes API server: it knows its Services and Pods, and who stands behind a Pod. */
  KUBERNETES,
  /** A declaration: of a person, of a registry bridge, or of a host that joined. */
  DECLARED
}

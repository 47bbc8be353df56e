package io.fairlead.translation.listener;

/** What stands behind a listener or a part of it. */
sealed interface Target {

  /** Bytes go to a cluster. */
  record Tcp(String cluster) implements Target {}

  /** HTTP is looked for: it goes by the named routes, everything else to the cluster. */
  record Detected(String routes, String cluster) implements Target {}
}

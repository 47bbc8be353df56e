package io.fairlead.translation.route;

/** What becomes of requests for hosts that no service of a port declares. */
sealed interface Unmatched {

  /** They go to a cluster, which may be the one that goes where the application wanted to go. */
  record Led(String cluster) implements Unmatched {}

  /** They are refused, because no destination is known. */
  record Refused() implements Unmatched {}

  /** There are none: the routes serve every host. */
  record Nothing() implements Unmatched {}
}

package io.fairlead.translation.route;

/** What becomes of a request for a host that nobody declared. */
public enum Unmatched {
  /** It goes where the application wanted to go. */
  ALLOW_ANY,
  /** It is refused, because no destination is known. */
  BLOCK_ALL,
  /** There is none: the routes serve every host. */
  NONE
}

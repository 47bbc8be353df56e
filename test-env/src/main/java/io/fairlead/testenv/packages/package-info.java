/**
 * Fairlead as its packages install it, on hosts that boot.
 *
 * <p>Comes in: a signed repository that {@code ./dev repo} made. Goes out: hosts that install from
 * it, and what is on them. May import hosts and process.
 */
@NullMarked
package io.fairlead.testenv.packages;

import org.jspecify.annotations.NullMarked;

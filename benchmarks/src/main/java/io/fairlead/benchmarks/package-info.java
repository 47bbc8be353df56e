/**
 * What measures Fairlead: a simulator of Envoy fleets, the scenarios of {@code ./dev bench}, and
 * JMH.
 *
 * <p>Comes in: the built programs, by the paths that {@code ./dev} puts into the environment. Goes
 * out: tables. Imported by nobody.
 */
@NullMarked
package io.fairlead.benchmarks;

import org.jspecify.annotations.NullMarked;

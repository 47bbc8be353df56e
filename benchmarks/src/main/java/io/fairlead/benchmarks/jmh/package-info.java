/**
 * JMH on the hot paths, from a change of the state to the bytes on a stream.
 *
 * <p>Comes in: JMH's command line. Goes out: its table. JMH derives classes from the states and
 * benchmarks here, so that they cannot be final.
 */
@NullMarked
package io.fairlead.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;

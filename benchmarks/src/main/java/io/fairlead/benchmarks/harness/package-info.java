/**
 * The scenarios of {@code ./dev bench}: they start a control plane as the process that operators
 * run, point the fleet simulator at it, change the mesh, and write a table.
 *
 * <p>Comes in: the start scripts and peers that {@code ./dev} names in the environment. Goes out:
 * figures on the terminal and in a directory.
 */
@NullMarked
package io.fairlead.benchmarks.harness;

import org.jspecify.annotations.NullMarked;

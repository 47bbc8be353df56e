/**
 * What the kernel knows of a process: CPU time, memory, threads, open files.
 *
 * <p>Comes in: a process id. Goes out: numbers.
 */
@NullMarked
package io.fairlead.benchmarks.measure;

import org.jspecify.annotations.NullMarked;

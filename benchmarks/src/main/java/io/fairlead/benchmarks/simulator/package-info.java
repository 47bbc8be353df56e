/**
 * A process that holds many discovery streams as Envoys do, against any control plane that speaks
 * ADS.
 *
 * <p>Comes in: a command line and, on standard input, one command a line. Goes out: one JSON object
 * a line. One event loop owns everything but the two standard streams; bodies of resources are
 * scanned for references and never parsed.
 */
@NullMarked
package io.fairlead.benchmarks.simulator;

import org.jspecify.annotations.NullMarked;

/**
 * Processes of this machine, started, watched and ended.
 *
 * <p>Comes in: command lines. Goes out: results, logs and exit codes. Every other package may
 * import it.
 */
@NullMarked
package io.fairlead.testenv.process;

import org.jspecify.annotations.NullMarked;

/**
 * Fairlead's own programs as an operator starts them: by command line and configuration file.
 *
 * <p>Comes in: a host and what to configure. Goes out: running programs. May import hosts and
 * process.
 */
@NullMarked
package io.fairlead.testenv.programs;

import org.jspecify.annotations.NullMarked;

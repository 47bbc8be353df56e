/**
 * Steady open-loop load that records every single request.
 *
 * <p>Comes in: a host, a URL and a rate. Goes out: a report. May import hosts and process.
 */
@NullMarked
package io.fairlead.testenv.load;

import org.jspecify.annotations.NullMarked;

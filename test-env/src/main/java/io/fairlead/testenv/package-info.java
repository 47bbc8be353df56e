/**
 * Real hosts and real peers, and the stories told with them.
 *
 * <p>Comes in: the built programs and peers, by the paths that {@code ./dev} puts into the
 * environment. Goes out: running processes, addresses, and what was seen. Imported by nobody.
 */
@NullMarked
package io.fairlead.testenv;

import org.jspecify.annotations.NullMarked;

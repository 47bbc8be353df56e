/** Stories told with real hosts and real peers, and tests of the environment itself. */
@NullMarked
package io.fairlead.testenv;

import org.jspecify.annotations.NullMarked;

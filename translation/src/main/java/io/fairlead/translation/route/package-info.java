/**
 * Routes of outbound HTTP by host name. A scope comes in, route configurations go out. The
 * translator imports it.
 */
@NullMarked
package io.fairlead.translation.route;

import org.jspecify.annotations.NullMarked;

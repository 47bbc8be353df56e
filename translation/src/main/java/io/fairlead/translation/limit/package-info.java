/**
 * Filters that count requests and connections. Limits come in, filters and what turns them on go
 * out. Listeners and routes import it.
 */
@NullMarked
package io.fairlead.translation.limit;

import org.jspecify.annotations.NullMarked;

/**
 * Where configuration comes from: the seam between a kind of source and the state. Sources give
 * changes, not worlds, and never take back what they said because they lost their connection.
 */
@NullMarked
package io.fairlead.controlplane.source;

import org.jspecify.annotations.NullMarked;

/** From a new state to every connected proxy: at once when idle, paced under load. */
@NullMarked
package io.fairlead.controlplane.push;

import org.jspecify.annotations.NullMarked;

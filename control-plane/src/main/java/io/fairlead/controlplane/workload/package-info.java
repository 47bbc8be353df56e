/** Hosts that joined: registered while their stream is open, with a grace for short absences. */
@NullMarked
package io.fairlead.controlplane.workload;

import org.jspecify.annotations.NullMarked;

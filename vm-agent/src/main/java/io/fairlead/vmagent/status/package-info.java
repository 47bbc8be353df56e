/**
 * Tells people and probes how the agent is: the loopback HTTP endpoint, its metrics, and the
 * command that reads them. Imported by the composition.
 */
@NullMarked
package io.fairlead.vmagent.status;

import org.jspecify.annotations.NullMarked;
